// Leaflet asks the browser what it can draw by way of two fixed strings. Those two may become
// elements under Trusted Types, and nothing else on a page with a map.

const FIXED = new Set(["<svg/>", '<v:shape adj="1"/>']);

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => {
    if (!FIXED.has(html)) throw new TypeError("Not a string of the map.");
    return html;
  },
});
