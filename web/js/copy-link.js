// <copy-link>: a read-only field, and a button that copies what stands in it.

customElements.define(
  "copy-link",
  class extends HTMLElement {
    connectedCallback() {
      const field = this.querySelector(".input");
      const button = this.querySelector("button");
      const label = button.querySelector("span");
      const before = label.textContent;
      button.hidden = false;
      field.onfocus = () => field.select();
      button.onclick = async () => {
        try {
          await navigator.clipboard.writeText(field.value);
          label.textContent = "Copied";
          setTimeout(() => (label.textContent = before), 2000);
        } catch {
          // Only pages over HTTPS may write to the clipboard; the selected text can still be copied by hand.
          field.focus();
          field.select();
        }
      };
    }
  },
);
