// <live-news>: around what others change while one looks at it; the server sends what is new.

import { showOthers } from "./others.js";
import { tell } from "./toasts.js";

const AGAIN_MS = 30_000;
// What was typed or painted is never taken away.
const isBusy = () =>
  document.querySelector("[data-dirty]") ||
  [...document.querySelectorAll("main :is(input, textarea).input")].some((one) => one.value !== one.defaultValue);

customElements.define(
  "live-news",
  class extends HTMLElement {
    connectedCallback() {
      this.tabIndex = -1;
      // A page that nobody sees needs no news, and browsers allow few connections to one server.
      this.look = () => (document.hidden ? this.close() : this.open());
      document.addEventListener("visibilitychange", this.look);
      this.look();
    }

    disconnectedCallback() {
      document.removeEventListener("visibilitychange", this.look);
      this.close();
    }

    open() {
      if (this.source || this.isOver || this.dataset.over !== undefined) return;
      const { url, version, cell } = this.dataset;
      const source = (this.source = new EventSource(`${url}/live?${new URLSearchParams({ version, cell })}`));
      source.onopen = () => this.classList.add("on");
      source.onmessage = ({ data }) => this.show(data) || this.reload();
      source.addEventListener("reload", () => this.reload());
      source.addEventListener("end", () => {
        this.isOver = true;
        this.close();
      });
      source.onerror = () => {
        this.classList.remove("on");
        // Broken streams are opened again by the browser; refused ones are not.
        if (source.readyState !== EventSource.CLOSED) return;
        this.close();
        setTimeout(() => this.isConnected && this.look(), AGAIN_MS * (1 + Math.random()));
      };
    }

    close() {
      this.source?.close();
      this.source = null;
      this.classList.remove("on");
    }

    show(news) {
      const page = new DOMParser().parseFromString(news, "text/html");
      // One's own answer is here before the news of it.
      return page.getElementById("news").dataset.version === this.dataset.version || showOthers(page);
    }

    reload() {
      // What one has just done brings its own page and its undo, and that undo works for as long as it is shown.
      if (document.querySelector(".htmx-request, .toast form")) {
        return setTimeout(() => this.isConnected && this.reload(), 1000);
      }
      if (!isBusy()) return location.reload();
      tell("This meeting has been changed. Save what you have, or load the page again to see it.");
    }
  },
);
