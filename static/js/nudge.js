// One quiet line under a box, 1.5 seconds after the last letter, where the server has another way to say
// it; Help instead where somebody may be in danger. Without this script a button asks the same.
const PAUSE_MS = 1500;
const form = document.querySelector("[data-nudge]");
// An answer of the server's becomes elements here and nowhere else: no other script can use this.
const answers = globalThis.trustedTypes?.createPolicy("nudge", { createHTML: (html) => html });

if (form) {
  const place = form.querySelector("[data-nudge-place]");
  const box = form.querySelector("textarea");
  let timer;
  let asked = box.value;
  form.querySelector("[data-nudge-button]")?.setAttribute("hidden", "");

  async function look() {
    if (box.value === asked) return;
    asked = box.value;
    const sent = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "words"]) sent.set(name, form.elements[name].value);
    try {
      const answer = await fetch(form.dataset.nudge, { method: "POST", body: sent });
      const html = answer.status === 200 ? await answer.text() : "";
      if (box.value === asked) place.innerHTML = answers ? answers.createHTML(html) : html;
    } catch {
      // No network: nothing is said, and the words can be sent later.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
}
