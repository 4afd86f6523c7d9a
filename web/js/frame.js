// What surrounds every page: menus that close, the theme, the reader's zone, notices.

import "./toasts.js";
import "./zone.js";

document.documentElement.classList.add("scripted");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.firstElementChild.focus();
});

document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// The theme changes at once; the server is told so that the next page comes in it.
document.addEventListener("submit", (event) => {
  const theme = event.submitter?.name === "theme" && event.submitter.value;
  if (!theme) return;
  event.preventDefault();
  fetch(event.target.action, { method: "POST", body: new FormData(event.target, event.submitter), redirect: "manual" });
  document.documentElement.dataset.theme = theme;
  for (const button of event.target.querySelectorAll("[name=theme]")) {
    button.ariaPressed = String(button.value === theme);
  }
});
