// <file-import>: a file is sent with its progress in sight and a way to stop; <import-progress>: what the server does with it.

import { tell } from "./toasts.js";

const AGAIN_MS = 1_000;

const partOf = (page) => new DOMParser().parseFromString(page, "text/html");

customElements.define(
  "file-import",
  class extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      form.elements.file.onchange = ({ target }) => {
        const { most } = this.dataset;
        const isTooLarge = target.files[0]?.size > most * 2 ** 20;
        target.setCustomValidity(isTooLarge ? `This file is larger than ${most} MB. Cut it in two.` : "");
        target.reportValidity();
      };
      form.onsubmit = (event) => {
        event.preventDefault();
        this.send(form);
      };
    }

    send(form) {
      const request = new XMLHttpRequest();
      const sending = this.querySelector("div[hidden]");
      const show = (isSending) => {
        form.hidden = isSending;
        sending.hidden = !isSending;
      };
      request.upload.onprogress = ({ loaded, total }) => {
        const percent = Math.floor((100 * loaded) / total);
        sending.querySelector("progress").value = percent;
        sending.querySelector("output").value = percent;
      };
      request.onload = () => {
        if (request.status < 400) return location.assign(request.responseURL);
        document.querySelector("main").replaceWith(partOf(request.responseText).querySelector("main"));
        document.querySelector("main").focus();
      };
      request.onerror = () => {
        show(false);
        tell("The file did not reach the server. Check the connection and send it again.");
      };
      sending.querySelector("button").onclick = () => {
        request.abort();
        show(false);
      };
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "text/html");
      request.send(new FormData(form));
      show(true);
      sending.querySelector("button").focus();
    }
  },
);

customElements.define(
  "import-progress",
  class extends HTMLElement {
    connectedCallback() {
      this.timer = setInterval(() => document.hidden || this.look(), AGAIN_MS);
    }

    disconnectedCallback() {
      clearInterval(this.timer);
    }

    async look() {
      // What can't be reached now is asked for again.
      const answer = await fetch(location.href).catch(() => null);
      if (!answer) return;
      const page = partOf(await answer.text());
      const news = page.querySelector("import-progress");
      if (!this.isConnected) return;
      document.title = page.title;
      const main = document.querySelector("main");
      if (news) {
        this.replaceChildren(...news.childNodes);
        const does = page.getElementById("does").textContent;
        if (main.querySelector("#does").textContent !== does) main.querySelector("#does").textContent = does;
      } else {
        main.replaceChildren(...page.querySelector("main").childNodes);
        main.focus({ preventScroll: true });
      }
    }
  },
);
