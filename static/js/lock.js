// The lock on one phone. A page that nobody touches for two minutes, or that was away so long, locks
// itself: what is half written goes to the server first, to wait there. Without this script the server
// locks by the time between requests. Other open pages of the same browser count as touches too.
// Where somebody chose so, a page also locks when it is left, at once.

const { lock, locked, lockOnLeaving } = document.documentElement.dataset;
const AFTER_MS = Number(lock) * 1000;
const TELL_MS = 30000; // how often the server is told that somebody is here
const pages = new BroadcastChannel("touched");
const template = document.querySelector("template[data-curtain]");
let touchedAt = Date.now();
let toldAt = Date.now();
let isLocking = false;
let isLeft = false;
let isUnloading = false;

function touched() {
  if (isLocking || isLeft || document.hidden || Date.now() - touchedAt < 1000) return;
  touchedAt = Date.now();
  pages.postMessage("");
}

pages.onmessage = () => { touchedAt = Date.now(); };

const post = (address, body) => fetch(address, { method: "POST", body, redirect: "manual" });

// Says that somebody is here; whether the visit is still open. Without a network it counts as closed.
async function isOpen() {
  toldAt = Date.now();
  const answer = await post("/lock/here/").catch(() => undefined);
  return answer?.status === 204;
}

const isChanged = (field) =>
  ["radio", "checkbox"].includes(field.type) ? field.checked !== field.defaultChecked
    : field.type !== "password" && field.defaultValue !== undefined && field.value !== field.defaultValue;

const halfWritten = () => [...document.querySelectorAll("main form[method=post]")]
  .filter((form) => [...form.elements].some(isChanged));

function bodyOf(form) {
  const body = new URLSearchParams(form ? new FormData(form) : undefined);
  if (form) body.set("lock_path", form.getAttribute("action") || location.pathname + location.search);
  body.set("lock_next", location.pathname + location.search);
  return body;
}

// The words reach the server, or they stay here behind a curtain until they can.
async function lockPage() {
  isLocking = true;
  dispatchEvent(new Event("forgetdevice")); // what this device keeps goes
  document.body.classList.add("is-behind");
  const forms = halfWritten();
  let answer;
  try {
    for (const form of forms.length ? forms : [undefined]) answer = await post("/lock/", bodyOf(form));
  } catch {
    if (!document.querySelector(".curtain")) document.body.prepend(template.content.firstElementChild.cloneNode(true));
    addEventListener("online", lockPage, { once: true });
    return;
  }
  location.replace(answer.status === 200 ? await answer.text() : locked);
}

// A beacon is sent even when the page goes. What it has no room for is sent when somebody comes back.
function leave() {
  if (isLocking || isLeft) return;
  isLeft = true;
  dispatchEvent(new Event("forgetdevice"));
  document.body.classList.add("is-behind");
  const tell = (form) => navigator.sendBeacon("/lock/", bodyOf(form));
  if (!tell(halfWritten()[0])) tell();
}

// Another page of this browser may have been in use meanwhile: the server knows.
async function comeBack() {
  if (isLocking || Date.now() - touchedAt < AFTER_MS) return;
  document.body.classList.add("is-behind");
  if (!(await isOpen())) return lockPage();
  touchedAt = Date.now();
  document.body.classList.remove("is-behind");
}

async function look() {
  if (isLocking || isLeft || document.hidden) return;
  if (Date.now() - touchedAt >= AFTER_MS) return lockPage();
  if (touchedAt > toldAt && Date.now() - toldAt >= TELL_MS && !(await isOpen())) await lockPage();
}

for (const kind of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(kind, touched, { passive: true });
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return isLeft ? lockPage() : comeBack();
  if (lockOnLeaving !== undefined && !isUnloading) leave();
  else if (touchedAt > toldAt && Date.now() - toldAt >= TELL_MS / 3) navigator.sendBeacon("/lock/here/");
});
// A page that another one takes the place of is hidden too, after this. It is not left: nothing tells
// the next page of this site from a closed one.
addEventListener("pagehide", () => { isUnloading = true; });
addEventListener("pageshow", () => { isUnloading = false; });
setInterval(look, 5000);
