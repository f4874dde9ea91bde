// Shows what others do while the page is open and looked at: every 2 seconds for a minute after
// something happened, then 5, 15 and 60. A thread of notes gets the new ones at its end; with
// data-whole, what changed takes the place of the page, and its heading is said aloud. With
// data-place, it takes the place of the element with that id alone.
// Without this script a reload shows the same.
const list = document.querySelector("[data-thread]");
// An answer of the server's becomes elements here and nowhere else: no other script can use this.
const answers = globalThis.trustedTypes?.createPolicy("thread", { createHTML: (html) => html });
const STEPS = [[60, 2], [180, 5], [600, 15], [Infinity, 60]];
let last = Date.now();
let timer;

function wait() {
  const quiet = (Date.now() - last) / 1000;
  return STEPS.find(([until]) => quiet < until)[1] * 1000;
}

function add(html) {
  list.insertAdjacentHTML("beforeend", html);
  document.querySelector("[data-none]")?.remove();
  const days = [...list.querySelectorAll("[data-day]")];
  for (const [n, day] of days.entries()) {
    if (n > 0 && days[n - 1].dataset.day === day.dataset.day) day.remove();
  }
}

function replace(html) {
  const page = document.querySelector("main");
  const focused = page.contains(document.activeElement) && document.activeElement.id;
  page.innerHTML = html;
  if (focused) (document.getElementById(focused) ?? page).focus({ preventScroll: true });
  list.textContent = page.querySelector("h1").textContent;
}

function put(html) {
  const place = document.getElementById(list.dataset.place);
  const focused = place.contains(document.activeElement);
  place.innerHTML = html;
  const heading = place.querySelector("h2");
  place.classList.toggle("visually-hidden", !heading);
  if (focused) (place.querySelector("a") ?? document.querySelector("main")).focus({ preventScroll: true });
  list.textContent = heading ? heading.textContent : "";
}

function show(answer) {
  const html = answers ? answers.createHTML(answer) : answer;
  if (list.hasAttribute("data-place")) put(html);
  else if (list.hasAttribute("data-whole")) replace(html);
  else add(html);
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(`${list.dataset.thread}?after=${list.dataset.newest}`);
    if (answer.status === 200 && answer.headers.has("X-Newest")) {
      show(await answer.text());
      list.dataset.newest = answer.headers.get("X-Newest");
      last = Date.now();
    }
  } catch {
    // No network: the next look tries again.
  }
  timer = setTimeout(look, wait());
}

if (list) {
  document.addEventListener("visibilitychange", look);
  document.addEventListener("input", () => {
    last = Date.now();
  });
  timer = setTimeout(look, wait());
}
