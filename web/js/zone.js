// The reader's zone: guessed from the device where nobody chose one, offered where somebody did.

// Browsers still say some cities' former names.
const RENAMED = {
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};
const today = (zone) => RENAMED[zone] ?? zone;

const form = document.getElementById("zone-form");
const device = today(Intl.DateTimeFormat().resolvedOptions().timeZone);

if (form && device && device !== form.dataset.shown) {
  if (form.dataset.source === "default" && !document.querySelector("[data-typed]")) adopt();
  else offer();
}

document.addEventListener("focusin", (event) => {
  const list = event.target.list;
  if (list?.id !== "zones" || list.children.length) return;
  for (const zone of Intl.supportedValuesOf("timeZone")) list.append(new Option(today(zone), today(zone)));
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
  button.hidden = false;
  button.onclick = () => {
    form.elements.zone.value = device;
    form.requestSubmit();
  };
}
