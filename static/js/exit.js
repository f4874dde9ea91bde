// Leave: the button, or Shift three times within five seconds. The page goes blank first, then the
// session ends in the background, then the neutral page takes this one's place in the history.
// Without this script the button posts its form and the server does the same.

const form = document.querySelector("[data-exit]");
const WITHIN_MS = 5000;
const OWED = "leave"; // somebody left without a network: the session is still to be ended
const QUEUE = "queue-"; // what waits to be sent (queue.js) goes with its key
let presses = [];

const deleted = (name) => new Promise((done) => {
  const asked = indexedDB.deleteDatabase(name);
  asked.onsuccess = asked.onerror = done;
});

// This account's, or all where a page names none. The page may be gone before it is done, so the
// next one does the same once more.
async function forgetQueues(start) {
  localStorage.setItem(QUEUE, start);
  if (start !== QUEUE) await deleted(start);
  const held = (await indexedDB.databases?.()) ?? []; // where a browser has no such list, nothing waits
  await Promise.all(held.filter(({ name }) => name.startsWith(start)).map(({ name }) => deleted(name)));
  localStorage.removeItem(QUEUE);
}

function leave() {
  document.documentElement.hidden = true;
  document.title = form.dataset.exitTitle;
  dispatchEvent(new Event("forgetdevice")); // what this device keeps goes
  forgetQueues(QUEUE + (document.documentElement.dataset.queue ?? "")).catch(() => undefined);
  if (!navigator.onLine) localStorage.setItem(OWED, "1");
  if (!navigator.sendBeacon(form.action)) {
    fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" });
  }
  location.replace(form.dataset.exit);
}

async function leaveAfterAll() {
  document.documentElement.hidden = true;
  try {
    await fetch(form.action, { method: "POST", redirect: "manual" });
    localStorage.removeItem(OWED);
    location.replace("/");
  } catch {
    document.documentElement.hidden = false; // still no network: this page is one for everybody
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

const left = localStorage.getItem(QUEUE);
if (left) forgetQueues(left).catch(() => undefined);

if (form) {
  if (localStorage.getItem(OWED)) leaveAfterAll();
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = []; // a capital letter is not a wish to leave
    } else if (!event.repeat) {
      presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at <= WITHIN_MS);
      if (presses.length >= 3) leave();
    }
  });
}

// A page that the browser kept whole may show what is no longer ours to show: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
