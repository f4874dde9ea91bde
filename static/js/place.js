// Where the browser knows its time zone, country and zone are chosen by it and folded away, to be
// looked at and changed. Without this script the fold is open and asks.

const fold = document.querySelector("[data-place]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

function choose(zones, countries) {
  let chosen = [...zones.options].find((option) => option.value === zone);
  if (!chosen) {
    chosen = new Option(zone.split("/").pop().replaceAll("_", " "), zone);
    zones.options[0].after(chosen); // of no country here; the server knows which it is in
  }
  chosen.selected = true;
  const group = chosen.closest("optgroup")?.label;
  const country = [...countries.options].find((option) => option.text === group);
  countries.value = country?.value ?? "";
  const words = [country?.text, chosen.text].filter(Boolean).join(", ");
  fold.querySelector("[data-place-words]").textContent = `${words}. `;
}

// "UTC" and "Etc/GMT+5" are what browsers say that do not want to be known. They are no place.
if (fold && zone.includes("/") && !zone.startsWith("Etc/")) {
  choose(fold.querySelector("[name=zone]"), fold.querySelector("[name=country]"));
  fold.open = false;
}
