// Passkeys: the server says what to ask the phone for, the phone answers, the form carries the answer.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const kind = form.dataset.passkey; // "create" or "get"
  const words = form.querySelector("[data-passkey-words]");
  if (!globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) continue;
  form.querySelector("[data-passkey-button]").hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.credential.value) return;
    event.preventDefault();
    words.hidden = true;
    const asked = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!asked.headers.get("Content-Type")?.includes("json")) return form.submit(); // a page: show it
    try {
      const { publicKey } = await asked.json();
      const options = kind === "create"
        ? { publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }
        : { publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) };
      const answer = await navigator.credentials[kind](options);
      form.credential.value = JSON.stringify(answer.toJSON());
      form.submit();
    } catch {
      words.hidden = false; // refused, put off, or not possible on this phone
    }
  });
}
