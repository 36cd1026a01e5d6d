/* The plan: how many doors are chosen, all doors of a building at once. The page works without it. */
"use strict";
(() => {
  const shown = document.querySelector("[data-picked]");
  const count = () => { if (shown) shown.textContent = String(document.querySelectorAll(".pick input:checked").length); };
  document.addEventListener("change", count);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const all = event.target.closest("[data-all]");
    if (!all) return;
    const boxes = Array.from(all.closest(".group").querySelectorAll(".pick input"));
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
    count();
  });
  count();
})();
