// Takes over what others have changed from a newer copy of the page, or of its parts, leaving one's own alone.

const PARTS = ["tally", "news", "scale", "people", "toasts"];
// A press that was on its way when the order changed shall not book what came to lie under it.
const FRESH_MS = 700;

// False if the newer one has another shape and the page must be shown as a whole.
export function showOthers(page) {
  const here = document.getElementById("news");
  const there = page.getElementById("news");
  const [old, young] = [
    [...document.querySelectorAll(".grid td > b")],
    [...page.querySelectorAll(".grid td > b, #heat > b")],
  ];
  if (!here || !there || old.length !== young.length) return false;
  old.forEach((cell, index) => cell.replaceWith(young[index]));
  const back = remember();
  for (const id of PARTS) replace(id, page);
  here.dataset.version = there.dataset.version;
  back();
  return true;
}

function replace(id, page) {
  const [here, there] = [document, page].map((from) => from.getElementById(id));
  if (!here || !there || here.innerHTML === there.innerHTML) return;
  if (id === "toasts") return here.append(...there.childNodes);
  here.replaceChildren(...there.childNodes);
  here.classList.add("fresh");
  setTimeout(() => here.classList.remove("fresh"), FRESH_MS);
}

// Where the focus is and what is unfolded, so that both can be found again: a slot by its start, a person by their name.
function remember() {
  const key = (element) => element?.closest("form")?.elements.start?.value ?? element?.closest("details")?.textContent;
  const { activeElement: focused } = document;
  const [name, part] = [key(focused), focused?.closest("#news, #people")];
  const open = new Set([...document.querySelectorAll("#people details[open]")].map(key));
  return () => {
    for (const one of document.querySelectorAll("#people details")) one.open ||= open.has(key(one));
    if (!part || focused.isConnected) return;
    const again = [...part.querySelectorAll("button, summary, input:not([type=hidden])")].find((one) => name && key(one) === name);
    (again ?? part).focus({ preventScroll: true });
  };
}
