// Words ready to send, where the page cannot send them itself: copy them, or hand them to the phone's
// own share sheet. Without this script the words stand on the page and can be selected.
for (const row of document.querySelectorAll("[data-share]")) {
  const words = () => row.parentElement.querySelector("[data-words]").textContent.trim();
  const copy = row.querySelector("[data-copy]");
  const send = row.querySelector("[data-send]");
  if (navigator.clipboard) {
    row.hidden = false;
    copy.addEventListener("click", async () => {
      const before = copy.textContent;
      await navigator.clipboard.writeText(words());
      copy.textContent = copy.dataset.done;
      setTimeout(() => {
        copy.textContent = before;
      }, 2000);
    });
  } else {
    copy.hidden = true;
  }
  if (navigator.share) {
    row.hidden = false;
    send.hidden = false;
    send.addEventListener("click", () => navigator.share({ text: words() }).catch(() => {}));
  }
}
