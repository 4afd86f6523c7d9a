// Notices: read out, shown for ten seconds (as long as an undo works), kept while pointed at or focused.

const SHOWN_MS = 10_000;

const place = () => document.getElementById("toasts");

export function tell(text) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(Object.assign(document.createElement("p"), { textContent: text }));
  place().append(toast);
}

function attend(toast) {
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "button bare icon", textContent: "×", ariaLabel: "Dismiss" });
  close.onclick = () => toast.remove();
  toast.append(close);
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else toast.remove();
  };
  setTimeout(leave, SHOWN_MS);
}

function attendAll() {
  for (const toast of place()?.querySelectorAll(".toast:not([data-attended])") ?? []) {
    toast.dataset.attended = "";
    attend(toast);
  }
}

// The area itself may be replaced together with the page's main part.
new MutationObserver(attendAll).observe(document.body, { childList: true, subtree: true });
attendAll();
