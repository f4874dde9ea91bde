// No network when a form is sent: say so beside the button and keep every word on the page.

const words = document.querySelector("template[data-no-network]");

function sayNoNetwork(form, submitter) {
  // A form that can wait on this device is taken by queue.js.
  const unsent = new CustomEvent("unsent", { bubbles: true, cancelable: true, detail: { submitter } });
  if (!form.dispatchEvent(unsent)) return;
  const old = form.querySelector(".notice[data-network]");
  const notice = old || words.content.firstElementChild.cloneNode(true);
  form.append(notice);
  notice.focus();
}

if (words) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post" || "exit" in form.dataset || navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Signing out reaches no server now, but what this device keeps can go.
    if ("signOut" in form.dataset) dispatchEvent(new Event("forgetdevice"));
    sayNoNetwork(form, event.submitter);
  }, true);
  // An answer that is no page of ours (a proxy's, say) would wipe out what was typed.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { isError, serverResponse, requestConfig } = event.detail;
    if (!isError || serverResponse.includes('id="main"')) return;
    event.detail.shouldSwap = false;
    sayNoNetwork(requestConfig.elt.closest("form") || requestConfig.elt, requestConfig.triggeringEvent?.submitter);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("form");
    if (form) sayNoNetwork(form, event.detail.requestConfig.triggeringEvent?.submitter);
  });
}
