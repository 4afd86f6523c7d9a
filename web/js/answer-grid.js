// <answer-grid>: around the form; its checkboxes can be painted by mouse and touch, and walked by keyboard.
// Arrows move, Space marks, Shift with arrows marks a range, Escape takes the sweep back; a day's name marks the day.
// A cell is "yes", "maybe" (if need be) or "" (no); the form sends the first two as lists of starts.

import { showOthers } from "./others.js";
import { tell } from "./toasts.js";

const STATES = { yes: "yes", maybe: "if need be", "": "no" };

class AnswerGrid extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.mode = this.form.dataset.mode;
    this.isDirty = this.form.hasAttribute("data-typed");
    this.readGrids();
    for (const kept of this.form.querySelectorAll("[data-kept]")) kept.remove();
    this.form.dataset.mode = "painted";
    this.classList.add("painting");

    this.form.addEventListener("formdata", (event) => this.fill(event.formData));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("pointermove", (event) => this.drag(event));
    this.addEventListener("pointerup", (event) => this.lift(event));
    this.addEventListener("pointercancel", () => this.takeBack());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("focusin", (event) => this.rove(event.target));
    addEventListener("beforeunload", (event) => {
      if (this.isDirty) event.preventDefault();
    });
    this.count();
  }

  // What is painted and not saved yet. The attribute tells others on the page.
  get isDirty() {
    return this.hasAttribute("data-dirty");
  }

  set isDirty(is) {
    this.toggleAttribute("data-dirty", is);
  }

  // Each week's table as columns of cells, so that a sweep is a rectangle.
  readGrids() {
    this.cells = new Map();
    for (const table of this.querySelectorAll(".grid")) {
      for (const row of table.tBodies[0].rows) {
        for (const input of row.querySelectorAll("input")) {
          const cell = { input, table, x: input.parentElement.cellIndex, y: row.sectionRowIndex };
          this.cells.set(input, cell);
          const state = input.checked ? this.mode : input.className;
          input.tabIndex = -1;
          this.mark(cell, state);
        }
      }
      const first = table.querySelector("input");
      if (first) first.tabIndex = 0;
      for (const head of table.tHead.querySelectorAll("th")) this.offerDay(table, head);
    }
  }

  offerDay(table, head) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", title: "Mark the whole day" });
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const day = [...this.cells.values()].filter((cell) => cell.table === table && cell.x === head.cellIndex);
      const state = day.every((cell) => cell.state === this.mode) ? "" : this.mode;
      for (const cell of day) this.mark(cell, state);
      this.isDirty = true;
      this.count();
    };
  }

  mark(cell, state) {
    cell.state = state;
    cell.input.className = state;
    cell.input.checked = state === "yes";
    cell.input.indeterminate = state === "maybe";
  }

  at(table, x, y) {
    return this.cells.get(table.tBodies[0].rows[y]?.cells[x]?.querySelector("input"));
  }

  // A sweep: from one cell to another, everything between takes the state that the first one turned to.
  start(cell) {
    this.sweep = { from: cell, state: cell.state === this.mode ? "" : this.mode, before: new Map() };
    this.reach(cell);
  }

  reach(to) {
    const { from, state, before } = this.sweep;
    if (to.table !== from.table) return;
    const [x0, x1] = [from.x, to.x].sort((a, b) => a - b);
    const [y0, y1] = [from.y, to.y].sort((a, b) => a - b);
    for (const cell of this.cells.values()) {
      if (cell.table !== from.table) continue;
      const isWithin = cell.x >= x0 && cell.x <= x1 && cell.y >= y0 && cell.y <= y1;
      if (isWithin && !before.has(cell)) before.set(cell, cell.state);
      if (before.has(cell)) this.mark(cell, isWithin ? state : before.get(cell));
    }
    this.sweep.to = to;
    this.count();
  }

  takeBack() {
    if (!this.sweep) return;
    for (const [cell, state] of this.sweep.before) this.mark(cell, state);
    this.sweep = null;
    this.count();
  }

  press(event) {
    const cell = this.cells.get(event.target);
    if (!cell || event.button !== 0) return;
    this.isPainting = true;
    this.start(cell);
  }

  drag(event) {
    if (!this.isPainting) return;
    const cell = this.cells.get(document.elementFromPoint(event.clientX, event.clientY));
    if (cell && cell !== this.sweep.to) this.reach(cell);
  }

  lift() {
    this.isPainting = false;
  }

  key(event) {
    const cell = this.cells.get(event.target);
    if (!cell) return;
    if (event.key === "Escape") return this.takeBack();
    const { direction } = getComputedStyle(this);
    const sideways = direction === "rtl" ? -1 : 1;
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-sideways, 0], ArrowRight: [sideways, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    let [x, y] = [cell.x + step[0], cell.y + step[1]];
    // Over hours that are not on offer to the next that are.
    while (y >= 0 && y < cell.table.tBodies[0].rows.length && x > 0 && x < cell.table.rows[0].cells.length) {
      const next = this.at(cell.table, x, y);
      if (next) return this.walk(cell, next, event.shiftKey);
      [x, y] = [x + step[0], y + step[1]];
    }
  }

  walk(from, to, isSweeping) {
    if (isSweeping) {
      if (this.sweep?.to !== from || !this.sweep.byKey) {
        this.start(from);
        // The range takes the mode's answer even where it starts on a cell that has it already.
        this.sweep.state = this.mode;
        this.sweep.byKey = true;
        this.reach(from);
      }
      this.reach(to);
    }
    const tab = to.table.parentElement.querySelector(`.tab-${to.x}`);
    if (tab) tab.checked = true;
    to.input.focus();
  }

  rove(input) {
    if (!this.cells.has(input)) return;
    for (const cell of this.cells.values()) cell.input.tabIndex = -1;
    input.tabIndex = 0;
  }

  click(event) {
    const to = event.target.closest("[name=switch_to]");
    if (to) {
      event.preventDefault();
      this.mode = to.value;
      for (const button of to.parentElement.children) button.ariaPressed = String(button === to);
      return;
    }
    const cell = this.cells.get(event.target);
    if (!cell) return;
    // The pointer has painted already; from the keyboard, Space arrives here.
    const isByKey = event.detail === 0;
    if (isByKey) this.start(cell);
    const { state } = cell;
    // After this handler the browser would undo or redo the tick itself.
    setTimeout(() => this.mark(cell, state));
    this.isDirty = true;
  }

  count() {
    this.isDirty ||= Boolean(this.sweep);
    const minutes = Number(this.form.elements.cell_minutes.value);
    const amount = (state) => [...this.cells.values()].filter((cell) => cell.state === state).length * minutes;
    const [yes, maybe] = [amount("yes"), amount("maybe")];
    const parts = [yes && `${hours(yes)} ${STATES.yes}`, maybe && `${hours(maybe)} ${STATES.maybe}`].filter(Boolean);
    this.querySelector("output").textContent = parts.join(" · ") || "Nothing marked yet";
  }

  fill(data) {
    data.delete("yes");
    data.delete("maybe");
    data.set("mode", this.mode);
    for (const { state, input } of this.cells.values()) if (state) data.append(state, input.value);
  }

  // Who is known already stays on the page; everything else is the browser's own journey.
  async submit(event) {
    this.isDirty = false;
    if (this.form.dataset.me === undefined || event.submitter?.name) return;
    event.preventDefault();
    const saving = event.submitter;
    if (saving) saving.disabled = true;
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Booked meanwhile, or refused: what was painted goes the plain way, and the server says why.
      if (!answer.ok || !showOthers(page)) this.form.submit();
    } catch {
      this.isDirty = true;
      tell("Your answer did not reach the server. It is still here: check the connection and save again.");
    } finally {
      if (saving) saving.disabled = false;
    }
  }
}

function hours(minutes) {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [whole && `${whole} h`, rest && `${rest} min`].filter(Boolean).join(" ");
}

customElements.define("answer-grid", AnswerGrid);
