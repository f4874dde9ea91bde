// What did not fit is the first thing a person hears and sees, also when htmx swapped it in. When the
// button that was pressed went with the swap, the page that came in its place takes the focus.

const show = (root) => root.querySelector?.("[data-focus]")?.focus();

show(document);
document.addEventListener("htmx:afterSwap", (event) => {
  show(event.target);
  if (document.activeElement === document.body) {
    document.getElementById("main")?.focus({ preventScroll: true });
  }
});
