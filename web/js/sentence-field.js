// <sentence-field>: shows below a field how the server reads the sentence in it, while one types.

// A breath between words; shorter would show readings that nobody meant.
const PAUSE_MS = 180;

customElements.define(
  "sentence-field",
  class extends HTMLElement {
    connectedCallback() {
      this.input = this.querySelector("[name=say]");
      this.shown = this.querySelector(".reading");
      this.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.read(), PAUSE_MS);
      });
      // Going back brings the sentence along, but not its reading.
      if (this.input.value !== this.input.defaultValue) this.read();
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      this.asked?.abort();
    }

    async read() {
      this.asked?.abort();
      this.asked = new AbortController();
      const { url, several = "" } = this.dataset;
      const query = new URLSearchParams({ say: this.input.value, field: this.input.id, several });
      try {
        const answer = await fetch(`${url}?${query}`, { signal: this.asked.signal });
        if (answer.ok) this.show(await answer.text());
      } catch {
        // Overtaken by the next letter, or offline: typing goes on, and the reading comes after sending.
      }
    }

    show(reading) {
      const { body } = new DOMParser().parseFromString(reading, "text/html");
      // What reads the page aloud is told of changes only.
      if (body.innerHTML !== this.shown.innerHTML) this.shown.replaceChildren(...body.childNodes);
    }
  },
);
