// Only on pages where htmx turns the server's answers into elements: lets that happen under Trusted
// Types. Everywhere else the browser refuses every string that would become a page, but from the one
// place in thread.js and in nudge.js that says so by a policy of its own.

globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });
