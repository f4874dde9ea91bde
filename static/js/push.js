// Notes on this phone. Turns them on from their page in Me, and looks on every page of a phone that has
// them on whether its browser still has the subscription: browsers drop one without a word.

const form = document.querySelector("form[data-push-form]");
const { push: mark, pushKey = form?.dataset.pushKey } = document.documentElement.dataset;
const show = (name) => { document.querySelector(`[data-push-${name}]`).hidden = false; };
const isAble = "PushManager" in globalThis && "serviceWorker" in navigator && "Notification" in globalThis;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const isOfThisSite = ({ options }) => {
  const key = options?.applicationServerKey && new Uint8Array(options.applicationServerKey);
  return !key || key.join() === bytes(pushKey).join();
};

async function held() {
  return (await navigator.serviceWorker.ready).pushManager.getSubscription();
}

async function subscribe(anew) {
  const before = await held();
  if (before && (anew || !isOfThisSite(before))) await before.unsubscribe();
  const { pushManager } = await navigator.serviceWorker.ready;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(pushKey) });
}

function fieldsOf(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, ...keys };
}

async function markOf({ endpoint }) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
}

// Says what the browser has by now: a subscription, made anew where that is still allowed, or none.
async function lookAfter() {
  const before = await held();
  if (before && isOfThisSite(before) && (await markOf(before)) === mark) return;
  const now = Notification.permission === "granted" ? await subscribe(false).catch(() => undefined) : undefined;
  const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers"));
  const body = new URLSearchParams(now ? fieldsOf(now) : {});
  await fetch("/me/push/check/", { method: "POST", body, headers: { "X-CSRFToken": token } });
}

async function turnOn(event) {
  if (form.elements.endpoint.value) return;
  event.preventDefault();
  if ((await Notification.requestPermission()) !== "granted") return show("refused");
  try {
    const fields = fieldsOf(await subscribe(form.dataset.pushForm === "again"));
    for (const name of ["endpoint", "p256dh", "auth"]) form.elements[name].value = fields[name];
    form.submit();
  } catch {
    show("cannot");
  }
}

if (mark && isAble) lookAfter().catch(() => { /* No network: the next page looks again. */ });
if (form && !isAble) show("cannot");
if (form && isAble) {
  form.addEventListener("submit", turnOn);
  show("button");
  // Turned off here, or somebody else's: nothing is sent to it any more, and the browser may forget it.
  if (!form.dataset.pushForm) held().then((one) => one?.unsubscribe()).catch(() => undefined);
}
