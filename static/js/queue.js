// A form that opted in (data-queue) and could not be sent waits on this device: sealed under a key of the
// account that cannot be taken out, sent strictly in order, deleted only after the server has kept it.

const { queue: mark } = document.documentElement.dataset;
const NAME = `queue-${mark}`;
const words = document.querySelector("template[data-queue-words]");
const EVERY_MS = 30000;
const KEPT = 204;
const NEEDS_THE_PERSON = [400, 404, 409, 410, 413, 422]; // anything else waits: sign-in, an old token, no network
let holding = Promise.resolve();
async function inQueue(name, work) {
  const base = await new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("key");
      asked.result.createObjectStore("items", { keyPath: "n", autoIncrement: true });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
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
async function put(item, n) {
  const key = (await heldKey()) || (await makeKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(item)));
  await inQueue("items", (store) => store.put(n === undefined ? { iv, sealed } : { n, iv, sealed }));
}
async function items() {
  if (!(await isThere())) return [];
  const key = await heldKey();
  const rows = key ? await inQueue("items", (store) => store.getAll()) : [];
  return Promise.all(rows.map(async ({ n, iv, sealed }) => {
    const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed).catch(() => undefined);
    return clear && { n, ...JSON.parse(new TextDecoder().decode(clear)) }; // what cannot be read holds up nothing
  })).then((all) => all.filter(Boolean));
}
async function send({ path, body, madeAt, again }) {
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "Queued-Owner": mark,
    "Queued-Made-At": madeAt, "Queued-Sent-At": Date.now(), ...(again && { "Queued-Again": "1" }) };
  const options = { method: "POST", body: new URLSearchParams(body), headers, redirect: "manual" };
  return (await fetch(path, options).catch(() => undefined))?.status;
}
// One page of this browser at a time. What needs the person is passed by; what can wait holds up the rest.
const flush = () => navigator.locks.request(NAME, async () => {
  for (const { n, ...item } of await items()) {
    if (item.needs) continue;
    const status = await send(item);
    if (status === KEPT) {
      await remove(n);
      say("kept", item);
    } else if (NEEDS_THE_PERSON.includes(status)) await put({ ...item, needs: status }, n);
    else break;
  }
  await draw();
});
function say(kind, { path, shown }) {
  if (!words) return; // a page without a form that waits sends, and says nothing
  const notice = words.content.querySelector(`[data-is=${kind}]`).cloneNode(true);
  const typed = notice.querySelector("[data-typed]");
  if (typed) typed.textContent = shown;
  const form = document.querySelector(`form[data-queue][action="${path}"]`);
  (form || document.querySelector("main .page")).append(notice);
  return notice;
}
async function draw() {
  document.querySelectorAll("[data-is=waits], [data-is=needs]").forEach((notice) => notice.remove());
  for (const { n, ...item } of words ? await items() : []) {
    const notice = say(item.needs ? "needs" : "waits", item);
    const on = (name, work) => notice.querySelector(`[data-${name}]`)?.addEventListener("click", async () => {
      await work();
      await flush();
    });
    on("again", () => put({ ...item, needs: undefined, again: true }, n));
    on("drop", () => remove(n));
  }
}
const answersOf = (form, submitter) => [...form.elements]
  .map((field) => (field.checked ? field.labels?.[0]?.textContent : field.matches("textarea") && field.value))
  .concat(submitter?.textContent).map((text) => text && text.trim().replace(/\s+/g, " ")).filter(Boolean).join(" · ");
function itemOf(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrfmiddlewaretoken"); // a fresh one goes along when it is sent
  const path = form.getAttribute("action");
  return { path, body: String(body), madeAt: Date.now(), shown: answersOf(form, submitter) };
}
// It waits once it is on disk, and the page says so then. One answer a page: its key is spent.
async function hold(form, item) {
  await put(item);
  for (const part of form.children) part.inert = true;
  say("waits", item).scrollIntoView({ block: "center" });
}

if (mark) {
  document.addEventListener("unsent", (event) => {
    const form = event.target;
    if (!("queue" in form.dataset)) return;
    event.preventDefault();
    const item = itemOf(form, event.detail.submitter);
    holding = holding.then(() => hold(form, item)).catch(() => say("cannot", item).focus());
  });
  const tryAll = () => { if (!document.hidden && navigator.onLine) flush().catch(() => undefined); };
  document.addEventListener("visibilitychange", tryAll);
  addEventListener("online", tryAll);
  setInterval(tryAll, EVERY_MS);
  tryAll();
}
