// Answers when there is no network. Keeps the files of the frame, the offline page, the neutral page
// that Leave leads to, and the public Help pages it is told of. Pages are fetched without cookies, so what is kept is what a stranger sees.

const SHELL = "shell-VERSION";
const HELP = "help";
const HELP_PATH = "{{ help|escapejs }}";
const KEPT = {{ kept|safe }};
const OFFLINE_PAGE = "{{ offline|escapejs }}";
const PATIENCE_MS = 4000;
const A_DAY_MS = 24 * 60 * 60 * 1000;

self.addEventListener("install", (event) => {
  const requests = KEPT.map((address) => new Request(address, { credentials: "omit" }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(requests)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(refreshHelp).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  event.waitUntil(Promise.all(event.data.keep.split(" ").map(keepHelp)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(visit(request, url));
  else if (KEPT.includes(url.pathname)) event.respondWith(fileOfTheFrame(request));
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
    return kept || (await caches.match(page)) || Response.error();
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
