// <calendar-keys>: single keys for what has a button, a link or a field on the page, while nothing is typed.
// Each says its key by aria-keyshortcuts; C and U are those of the sentence field and of the newest undo.
// Who dictates or touches keys by accident turns them off (WCAG 2.1.4), in this browser; the list itself still opens.

const OFF = "kalends.keys";

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

customElements.define(
  "calendar-keys",
  class extends HTMLElement {
    connectedCallback() {
      const box = this.querySelector("label input");
      box.checked = localStorage.getItem(OFF) !== "off";
      box.parentElement.hidden = false;
      box.onchange = () => localStorage.setItem(OFF, box.checked ? "on" : "off");
      this.press = (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !box.checked) return;
        const target = this.target(event.key.toUpperCase());
        if (!target) return;
        event.preventDefault();
        if (target.matches("input")) target.focus();
        else target.click();
      };
      document.addEventListener("keydown", this.press);
    }

    disconnectedCallback() {
      document.removeEventListener("keydown", this.press);
    }

    target(key) {
      if (key === "C") return document.getElementById("say");
      if (key === "U") return [...document.querySelectorAll(".toast form .button")].at(-1);
      return document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
    }
  },
);
