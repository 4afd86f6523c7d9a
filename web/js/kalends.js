// Every page but the answer page: htmx for forms that change a part of the page, and the shared frame.

import "htmx.org/dist/htmx.esm.js";
import "./frame.js";
import "./calendar-keys.js";
import "./copy-link.js";
import "./file-import.js";
import "./live-news.js";
import "./sentence-field.js";
import { tell } from "./toasts.js";

// A part that was replaced takes the focus with it; hand it to what came instead.
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) document.querySelector("main")?.focus({ preventScroll: true });
});

document.addEventListener("htmx:error", () => {
  tell("That did not reach the server, so nothing has changed. Check the connection and try again.");
});
