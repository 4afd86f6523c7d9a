// Reads questions as JSON lines, {"rule", "start", "count"}, and answers each with a line: the first occurrences, or
// null where rrule does not come to an end with it.
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";
import rrule from "rrule";

for await (const line of createInterface({ input: process.stdin })) {
  const { rule, start, count } = JSON.parse(line);
  // rrule has no zones of its own: its "UTC" is wall time.
  const options = { ...rrule.RRule.parseString(rule), dtstart: new Date(`${start}Z`) };
  globalThis.ask = () => new rrule.RRule(options).all((_, index) => index < count);
  let found = null;
  try {
    found = runInThisContext("ask()", { timeout: 500 });
  } catch (error) {
    if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
  }
  console.log(JSON.stringify(found && found.slice(0, count).map((at) => at.toISOString().slice(0, 19))));
}
