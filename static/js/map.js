// Puts the host's map in the place of the drawing, with the same numbers. The list below stays the
// way for the keyboard. Without this script, or without Leaflet, the drawing stays.

const figure = document.querySelector("[data-map][data-tiles]");
const places = [...document.querySelectorAll("[data-places] [data-point]")];
const METRES_A_DEGREE = 111195;

const pointOf = (text) => text.split(",").map(Number);

function numbered(text) {
  const mark = document.createElement("span");
  mark.textContent = text;
  return globalThis.L.divIcon({ html: mark, className: "map__pin", iconSize: [30, 30] });
}

function boxAround([latitude, longitude], metres) {
  const up = metres / METRES_A_DEGREE;
  const across = up / Math.max(0.01, Math.cos((latitude * Math.PI) / 180));
  return [[latitude - up, longitude - across], [latitude + up, longitude + across]];
}

function button(words, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "map__zoom";
  made.textContent = sign;
  made.setAttribute("aria-label", words);
  made.addEventListener("click", act);
  return made;
}

function start(L) {
  const { tiles, middle, reach, nearer, farther } = figure.dataset;
  const canvas = document.createElement("div");
  canvas.className = "map__canvas";
  figure.querySelector("svg").replaceWith(canvas);
  // Words and buttons of our own: Leaflet would write them as strings.
  const map = L.map(canvas, { attributionControl: false, zoomControl: false, keyboard: false });
  canvas.removeAttribute("tabindex");
  map.fitBounds(boxAround(pointOf(middle), Number(reach)));
  L.tileLayer(tiles, { maxZoom: 19 }).addTo(map);
  for (const place of places) {
    const pin = L.marker(pointOf(place.dataset.point), {
      icon: numbered(place.value),
      keyboard: false,
    });
    pin.on("click", () => location.assign(`#${place.id}`)).addTo(map);
  }
  const zoom = document.createElement("div");
  zoom.className = "map__zooms";
  zoom.append(
    button(nearer, "+", () => map.zoomIn()),
    button(farther, "−", () => map.zoomOut()),
  );
  canvas.after(zoom);
}

if (figure && globalThis.L) start(globalThis.L);
