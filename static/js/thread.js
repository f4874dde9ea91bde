// Shows what the other one writes while the page is open and looked at: every 2 seconds for a minute
// after something happened, then 5, 15 and 60. Without this script a reload shows the same.
const list = document.querySelector("[data-thread]");
const STEPS = [[60, 2], [180, 5], [600, 15], [Infinity, 60]];
let last = Date.now();
let timer;

function wait() {
  const quiet = (Date.now() - last) / 1000;
  return STEPS.find(([until]) => quiet < until)[1] * 1000;
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const answer = await fetch(`${list.dataset.thread}?after=${list.dataset.newest}`);
    if (answer.status === 200 && answer.headers.has("X-Newest")) {
      list.insertAdjacentHTML("beforeend", await answer.text());
      document.querySelector("[data-none]")?.remove();
      const days = [...list.querySelectorAll("[data-day]")];
      for (const [n, day] of days.entries()) {
        if (n > 0 && days[n - 1].dataset.day === day.dataset.day) day.remove();
      }
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
