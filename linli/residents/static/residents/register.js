/* Registering: 300 ms after the last key (never while an input method composes) the page asks what it knows. */
"use strict";
document.querySelectorAll("[data-told]").forEach((place) => {
  const field = document.getElementById(place.dataset.told);
  if (!field) return;
  let timer = 0;
  const ask = () => { clearTimeout(timer); timer = setTimeout(() => window.htmx && window.htmx.trigger(place, "typed"), 300); };
  field.addEventListener("input", (event) => { if (!event.isComposing) ask(); });
  field.addEventListener("compositionend", ask);
  if (field.value) window.addEventListener("load", ask);
});
