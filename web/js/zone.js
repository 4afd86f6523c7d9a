// The reader's zone: guessed from the device where nobody chose one, offered where somebody did.

const form = document.getElementById("zone-form");
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (form && device && device !== form.dataset.shown) {
  if (form.dataset.source === "default" && !document.querySelector("[data-typed]")) adopt();
  else offer();
}

document.addEventListener("focusin", (event) => {
  const list = event.target.list;
  if (list?.id !== "zones" || list.children.length) return;
  for (const zone of Intl.supportedValuesOf("timeZone")) list.append(new Option(zone, zone));
});

// Once: if the server still shows another zone afterwards, the reader chooses by hand.
function adopt() {
  if (document.cookie.includes("kalends_zone=")) return offer();
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `kalends_zone=${device}; path=/; max-age=31536000; samesite=lax${secure}`;
  if (document.cookie.includes("kalends_zone=")) location.reload();
  else offer();
}

function offer() {
  const button = form.querySelector("[data-device]");
  button.textContent = `Use ${device.replaceAll("_", " ")}, as this device does`;
  button.value = device;
  button.hidden = false;
}
