// Registers the worker that answers when there is no network, and tells it which public help pages
// to keep for this person's country and language.

const WORKER = "/sw.js";
const { keep } = document.documentElement.dataset;
const policy = globalThis.trustedTypes?.createPolicy("porchlight", {
  createScriptURL: (address) => {
    if (address !== WORKER) throw new TypeError("Not a script of this site.");
    return address;
  },
});

async function start() {
  await navigator.serviceWorker.register(policy ? policy.createScriptURL(WORKER) : WORKER);
  const { active } = await navigator.serviceWorker.ready;
  if (keep) active.postMessage({ keep });
}

if ("serviceWorker" in navigator) {
  start().catch(() => {
    // A browser that forbids workers (private windows) still has every page online.
  });
}
