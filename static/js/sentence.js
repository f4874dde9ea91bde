// A sentence made of what is picked, one of each list. Nothing leaves the page, and without this script
// the picked parts stand below each other, to be read in that order.
for (const box of document.querySelectorAll("[data-sentence]")) {
  const step = box.closest(".step");
  const words = box.querySelector("[data-words]");
  const picked = (list) => step.querySelector(`input[name="${list}"]:checked`)?.nextElementSibling;
  const lists = [...box.dataset.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  step.addEventListener("change", () => {
    if (!lists.every(picked)) return;
    words.textContent = box.dataset.sentence.replace(/\{(\w+)\}/g, (_, list) => picked(list).textContent);
    box.hidden = false;
  });
}
