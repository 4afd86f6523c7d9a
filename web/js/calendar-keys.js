// <calendar-keys>: single keys for what has a button, a link or a field on the page, while nothing is typed.
// Each says its key by aria-keyshortcuts; C and U are those of the sentence field and of the newest undo.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

customElements.define(
  "calendar-keys",
  class extends HTMLElement {
    connectedCallback() {
      this.press = (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
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
