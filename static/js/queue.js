// A form that opted in (data-queue) and could not be sent waits on this device: sealed under a key of the
// account that cannot be taken out, sent strictly in order, deleted only after the server has kept it.
const { queue: mark } = document.documentElement.dataset;
const NAME = `queue-${mark}`;
const words = document.querySelector("template[data-queue-words]");
const EVERY_MS = 30000;
const KEPT = 204;
const NEEDS_THE_PERSON = [400, 404, 409, 410, 413, 422]; // anything else waits: sign-in, an old token, no network
// Without all three nothing could be sent later, or found again when somebody leaves: then nothing waits.
const isAble = Boolean(globalThis.indexedDB?.databases && navigator.locks && globalThis.crypto?.subtle);
const alone = (work) => navigator.locks.request(NAME, work); // one page of this browser at a time
let holding = Promise.resolve();
const resultOf = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
async function inQueue(name, work) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("key");
    opening.result.createObjectStore("items", { keyPath: "n", autoIncrement: true });
  };
  const base = await resultOf(opening);
  return new Promise((done, failed) => {
    const change = base.transaction(name, "readwrite", { durability: "strict" });
    const asked = work(change.objectStore(name));
    change.oncomplete = () => done(asked.result);
    change.onabort = () => failed(change.error);
  }).finally(() => base.close());
}
const heldKey = () => inQueue("key", (store) => store.get("key"));
const remove = (n) => inQueue("items", (store) => store.delete(n));
const isThere = async () => (await indexedDB.databases()).some(({ name }) => name === NAME);
async function makeKey() {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await inQueue("key", (store) => store.add(key, "key")).catch(() => undefined); // another page was first
  return heldKey();
}
async function sealed(item, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const clear = new TextEncoder().encode(JSON.stringify(item));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, clear) };
}
async function change(n, item) { // only where it still waits: somebody may have left in another page
  const key = (await isThere()) && (await heldKey());
  const row = key && { n, ...(await sealed(item, key)) };
  if (key && (await inQueue("items", (store) => store.getKey(n))) === n) await inQueue("items", (store) => store.put(row));
}
async function items() {
  const key = (await isThere()) && (await heldKey());
  const rows = key ? await inQueue("items", (store) => store.getAll()) : [];
  return Promise.all(rows.map(async ({ n, iv, sealed: held }) => {
    const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, held).catch(() => undefined);
    return clear && { n, ...JSON.parse(new TextDecoder().decode(clear)) }; // what cannot be read holds up nothing
  })).then((all) => all.filter(Boolean));
}
async function send({ path, body, madeAt, again }) {
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "Queued-Owner": mark,
    "Queued-Made-At": madeAt, "Queued-Sent-At": Date.now(), ...(again && { "Queued-Again": "1" }) };
  const options = { method: "POST", body: new URLSearchParams(body), headers, redirect: "manual" };
  return (await fetch(path, options).catch(() => undefined))?.status;
}
const flush = () => alone(async () => { // what needs the person is passed by; what can wait holds up the rest
  for (const { n, ...item } of (await items()).filter(({ needs }) => !needs)) {
    const status = await send(item);
    if (status === KEPT) {
      await remove(n);
      say("kept", item);
    } else if (NEEDS_THE_PERSON.includes(status)) await change(n, { ...item, needs: status });
    else break;
  }
  document.querySelectorAll("[data-is=waits], [data-is=needs], [data-is=other]").forEach((notice) => notice.remove());
  if (words) (await items()).forEach(show);
});
const formOf = ({ path }) => document.querySelector(`form[data-queue][action="${path}"]`);
const close = (form, isClosed) => [...form.children].forEach((part) => { part.inert = isClosed && !part.dataset.is; });
function say(kind, item) {
  if (!words) return undefined; // a page without a form that waits sends, and says nothing
  const notice = words.content.querySelector(`[data-is=${kind}]`).cloneNode(true);
  notice.querySelector("[data-typed]")?.replaceChildren(item.shown);
  (formOf(item) || document.querySelector("main .page")).append(notice);
  return notice;
}
function show({ n, ...item }) {
  const notice = say({ undefined: "waits", 409: "other" }[item.needs] ?? "needs", item);
  const on = (name, work) => notice.querySelector(`[data-${name}]`)?.addEventListener("click", () => alone(work).then(flush));
  // Its time counts anew: the device's clock may have been put right since.
  on("again", () => change(n, { ...item, needs: undefined, again: true, madeAt: Date.now() }));
  on("drop", () => remove(n).then(() => formOf(item) && close(formOf(item), false)));
  return notice;
}
const answersOf = (form, submitter) => [...form.elements]
  .map((field) => (field.checked ? field.labels?.[0]?.textContent : field.matches("textarea") && field.value))
  .concat(submitter?.textContent).map((text) => text && text.trim().replace(/\s+/g, " ")).filter(Boolean).join(" · ");
function itemOf(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrfmiddlewaretoken"); // a fresh one goes along when it is sent
  return { path: form.getAttribute("action"), body: String(body), madeAt: Date.now(), shown: answersOf(form, submitter) };
}
async function hold(form, item) { // it waits once it is on disk, and the page says so then
  if (!isAble) throw new Error("nothing can wait in this browser");
  const row = await sealed(item, (await heldKey()) || (await makeKey()));
  const n = await inQueue("items", (store) => store.put(row));
  close(form, true); // one answer a page: its key is spent
  show({ n, ...item }).scrollIntoView({ block: "center" });
}
if (mark) {
  document.addEventListener("unsent", (event) => {
    const form = event.target;
    if (!("queue" in form.dataset)) return;
    event.preventDefault();
    const item = itemOf(form, event.detail.submitter);
    holding = holding.then(() => hold(form, item)).catch(() => say("cannot", item).focus());
  });
  const tryAll = () => { if (isAble && !document.hidden && navigator.onLine) flush().catch(() => undefined); };
  document.addEventListener("visibilitychange", tryAll);
  addEventListener("online", tryAll);
  setInterval(tryAll, EVERY_MS);
  tryAll();
}
