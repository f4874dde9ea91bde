// What did not fit is the first thing a person hears and sees, also when htmx swapped it in.

const show = (root) => root.querySelector?.("[data-focus]")?.focus();

show(document);
document.addEventListener("htmx:afterSwap", (event) => show(event.target));
