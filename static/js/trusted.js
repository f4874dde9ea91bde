// Only on pages that turn the server's answers into elements (htmx, notes): lets that happen under
// Trusted Types. Everywhere else the browser refuses every string that would become a page.

globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });
