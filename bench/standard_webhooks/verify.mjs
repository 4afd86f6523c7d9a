// Reads {secrets, headers, body} as JSON; ends with 0 if each secret verifies them and none verifies a changed body.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secrets, headers, body } = JSON.parse(readFileSync(0, "utf8"));
for (const secret of secrets) {
  const receiver = new Webhook(secret);
  receiver.verify(body, headers);
  try {
    receiver.verify(body + " ", headers);
  } catch {
    continue;
  }
  throw new Error("a changed body was accepted");
}
