// Registers the worker that answers when there is no network, and tells it which public help pages
// to keep for this person's country and language, and for whom this device may keep their own page
// ("" on a page for anybody else: what is kept goes; no mark on pages that are the same for all), and
// after how many seconds away a lock closes, where there is one.

const WORKER = "/sw.js";
const { keep, device, lock } = document.documentElement.dataset;
const policy = globalThis.trustedTypes?.createPolicy("porchlight", {
  createScriptURL: (address) => {
    if (address !== WORKER) throw new TypeError("Not a script of this site.");
    return address;
  },
});

// A page that was on its way while the worker took over has no controller, and neither has one that was
// fetched anew with Shift. What this device keeps goes all the same, and at once: nobody waits while leaving.
let worker;
navigator.serviceWorker?.ready.then(({ active }) => { worker = active; });
addEventListener("forgetdevice", () => {
  (navigator.serviceWorker?.controller ?? worker)?.postMessage({ device: "" });
});

async function start() {
  await navigator.serviceWorker.register(policy ? policy.createScriptURL(WORKER) : WORKER);
  const { active } = await navigator.serviceWorker.ready;
  if (keep || device !== undefined) active.postMessage({ keep, device, lock });
}

if ("serviceWorker" in navigator) {
  start().catch(() => {
    // A browser that forbids workers (private windows) still has every page online.
  });
}
