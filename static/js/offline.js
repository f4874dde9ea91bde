// Registers the worker that answers when there is no network, and tells it which public help page
// to keep for this person's country and language.

const { keep } = document.documentElement.dataset;

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { scope: "/" }).then(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (keep) active.postMessage({ keep, language: document.documentElement.lang });
  }, () => {
    // A browser that forbids workers (private windows) still has every page online.
  });
}
