// A button that opens the browser's own print window. Without this script there is no button.

const button = document.querySelector("[data-print]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
