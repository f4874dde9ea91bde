// Answers when there is no network. Keeps the files of the frame, the offline page, the neutral page
// that Leave leads to, and the public Help pages it is told of, fetched without cookies, so what is kept
// is what a stranger sees. For a person who chose so on this device, it keeps one page of their own, sealed.

const SHELL = "shell-VERSION";
const HELP = "help";
const HELP_PATH = "{{ help|escapejs }}";
const KEPT = {{ kept|safe }};
const OFFLINE_PAGE = "{{ offline|escapejs }}";
const PATIENCE_MS = 4000;
const A_DAY_MS = 24 * 60 * 60 * 1000;
const COPY_PAGE = "{{ copy|escapejs }}";
const COPY_SHOWN_AT = {{ copy_shown_at|safe }};
const COPY_ENDS_AT = {{ copy_ends_at|safe }};
const LONGEST_COPY_MS = 30 * A_DAY_MS;
const COPY_HEADERS = ["Content-Type", "Content-Security-Policy", "Cache-Control", "Referrer-Policy"];

self.addEventListener("install", (event) => {
  const requests = KEPT.map((address) => new Request(address, { credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(requests)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const refreshed = dropOldShells().then(refreshHelp).then(refreshCopy);
  event.waitUntil(Promise.all([self.clients.claim(), refreshed]));
});

self.addEventListener("message", (event) => {
  const { keep, device, lock } = event.data;
  const pages = keep ? keep.split(" ").map(keepHelp) : [];
  if (device !== undefined) pages.push(keepCopy(device, Number(lock || 0)));
  event.waitUntil(Promise.all(pages));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && COPY_ENDS_AT.includes(url.pathname)) event.waitUntil(forgetCopy());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(request, url));
  else if (KEPT.includes(url.pathname)) event.respondWith(fileOfTheFrame(request));
});

// One line for whatever came, also for what cannot be read: a site that shows nothing loses the
// permission. A browser that shows it by itself does not ask us.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json().notification; } catch {}
  const { title = "Porchlight", body, lang, tag, navigate: data = "/" } = told;
  event.waitUntil(self.registration.showNotification(title, { body, lang, tag, data, icon: "{{ icon|escapejs }}" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Of this site, whatever it says.
  const { pathname } = new URL(event.notification.data, location.origin);
  event.waitUntil(self.clients.openWindow(pathname));
});

async function dropOldShells() {
  const names = await caches.keys();
  return Promise.all(names.filter((n) => n !== SHELL && n !== HELP).map((n) => caches.delete(n)));
}

// Help that was kept under the old frame points to the old files: fetch it again.
async function refreshHelp() {
  const help = await caches.open(HELP);
  const pages = await help.keys();
  await Promise.all(pages.map((page) => store(help, page.url).catch(() => undefined)));
}

async function keepHelp(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin || !url.pathname.startsWith(HELP_PATH)) return;
  const help = await caches.open(HELP);
  const held = await help.match(url.href);
  const age = held ? Date.now() - Date.parse(held.headers.get("Date")) : Infinity;
  if (!(age < A_DAY_MS)) await store(help, url.href).catch(() => undefined);
}

async function store(help, href) {
  const answer = await fetch(href, { credentials: "omit", cache: "no-store", redirect: "error" });
  const mayKeep = !(answer.headers.get("Cache-Control") || "").includes("no-store");
  if (answer.ok && mayKeep) await help.put(href, answer);
}

async function fileOfTheFrame(request) {
  return (await caches.match(request.url)) || fetch(request);
}

// The network first. Help does not wait long for it, as long as there is a kept page to show.
async function visit(request, url) {
  const kept = url.pathname.startsWith(HELP_PATH) ? await keptHelp(url) : undefined;
  try {
    return await (kept ? soon(fetch(request)) : fetch(request));
  } catch {
    const page = KEPT.includes(url.pathname) ? url.pathname : OFFLINE_PAGE;
    const copy = COPY_SHOWN_AT.includes(url.pathname) ? await openCopy().catch(() => undefined) : undefined;
    return kept || copy || (await caches.match(page)) || Response.error();
  }
}

function soon(answer) {
  const tooLong = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  return Promise.race([answer, tooLong]);
}

// The page itself, else one of the same kind: the overdose steps for the steps, Help for Help.
async function keptHelp(url) {
  const help = await caches.open(HELP);
  const exact = (await help.match(url.href)) || (await help.match(url.href, { ignoreSearch: true }));
  if (exact) return exact;
  const isSteps = (href) => href.includes("/steps/");
  const pages = (await help.keys()).map((page) => page.url).reverse();
  const near = pages.find((href) => isSteps(href) === isSteps(url.href)) || pages[0];
  return near && help.match(near);
}

// --- One person's own page: "key" holds whose it is and a key that cannot be taken out, "page" the page.

async function inDevice(work) {
  const base = await new Promise((done, failed) => {
    const asked = indexedDB.open("device", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("copy");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return new Promise((done, failed) => {
    const change = base.transaction("copy", "readwrite", { durability: "strict" });
    const asked = work(change.objectStore("copy"));
    change.oncomplete = () => done(asked.result);
    change.onabort = () => failed(change.error);
  }).finally(() => base.close());
}

const read = (name) => inDevice((store) => store.get(name));
const forgetCopy = () => inDevice((store) => store.clear());

// Makes it fresh for `owner`. Anybody else's goes first; for "" nothing is kept. Where there is a lock,
// it closes `lockS` seconds after a page was last opened.
async function keepCopy(owner, lockS) {
  let held = await read("key");
  if (held && held.owner !== owner) held = await forgetCopy();
  if (!owner) return;
  if (!held) {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    held = { owner, key, id: crypto.randomUUID() };
    await inDevice((store) => store.put(held, "key"));
  }
  const closesAt = lockS ? Date.now() + lockS * 1000 : Infinity;
  await inDevice((store) => ifStillHeld(store, held.id, (now) => store.put({ ...now, closesAt }, "key")));
  await fetchCopy(held);
}

async function refreshCopy() {
  const held = await read("key");
  if (held) await fetchCopy(held);
}

async function fetchCopy({ owner, key, id }) {
  const answer = await fetch(COPY_PAGE, { cache: "no-store", redirect: "manual" }).catch(() => undefined);
  if (!answer || answer.status >= 500) return; // no network, or a server in trouble: the old one stays
  if (!answer.ok || answer.headers.get("Device-Owner") !== owner) return forgetCopy();
  const headers = COPY_HEADERS.map((name) => [name, answer.headers.get(name) || ""]);
  const words = new TextEncoder().encode(JSON.stringify({ headers, body: await answer.text() }));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, words);
  // Whoever left in the meantime took the key along: then nothing is written.
  await inDevice((store) => ifStillHeld(store, id, () => store.put({ iv, sealed, at: Date.now() }, "page")));
}

function ifStillHeld(store, id, write) {
  const asked = store.get("key");
  asked.onsuccess = () => asked.result?.id === id && write(asked.result);
  return asked;
}

async function openCopy() {
  const [held, page] = [await read("key"), await read("page")];
  if (!held || !page) return undefined;
  if (Date.now() - page.at > LONGEST_COPY_MS || Date.now() > (held.closesAt ?? Infinity)) return forgetCopy();
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv: page.iv }, held.key, page.sealed);
  const { headers, body } = JSON.parse(new TextDecoder().decode(words));
  return new Response(body, { headers });
}
