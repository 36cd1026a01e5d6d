/* The workbench: a row that is done takes 1 from its group's count; an empty group goes. */
"use strict";
document.addEventListener("todo-done", (event) => {
  const row = event.target instanceof Element && event.target.closest("[data-row]");
  const group = row && row.closest(".group");
  const count = group && group.querySelector(".count");
  if (!count) return;
  const left = Number(count.textContent) - 1;
  count.textContent = String(left);
  if (left <= 0) setTimeout(() => group.remove(), 0);
}, true);
