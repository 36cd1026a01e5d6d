/* Small help for pages without an account: the code behind the #, typed words kept on this phone, chosen photos named. */
"use strict";
(() => {
  /* Number and code of a scanned receipt: they stand behind the # and never reach a log; then they leave the address. */
  const form = document.querySelector("form[data-fragment]");
  if (form && location.hash.length > 1) {
    const given = new URLSearchParams(location.hash.slice(1));
    const number = given.get("number"), code = given.get("code");
    history.replaceState(null, "", location.pathname + location.search);
    if (number && code && !form.querySelector(".wrong")) {
      form.elements.number.value = number;
      form.elements.code.value = code;
      if (form.requestSubmit) form.requestSubmit(); else form.submit();
    }
  }

  /* What was typed stays on this phone until it is sent: a call comes in, the page is lost, the words are not. */
  const draft = document.querySelector("form[data-draft]");
  const kept = ["text", "place"];
  const name = (key) => `linli-${key}`;
  try {
    if (draft) {
      const held = JSON.parse(sessionStorage.getItem(name(draft.dataset.draft)) || "{}");
      kept.forEach((field) => { if (held[field] && !draft.elements[field].value) draft.elements[field].value = held[field]; });
      draft.addEventListener("input", () => {
        const typed = {};
        kept.forEach((field) => { typed[field] = draft.elements[field].value; });
        sessionStorage.setItem(name(draft.dataset.draft), JSON.stringify(typed));
      });
    }
    const sent = document.querySelector("[data-sent]");
    if (sent && sent.dataset.sent) sessionStorage.removeItem(name(sent.dataset.sent));
  } catch (_) { /* a browser that keeps nothing keeps nothing */ }

  /* What is asked only after another answer: without script it is always there. */
  document.querySelectorAll("[data-only]").forEach((part) => {
    const [field, wanted] = part.dataset.only.split("=");
    const show = () => {
      const chosen = document.querySelector(`[name="${field}"]:checked`);
      part.hidden = !(chosen && wanted.split(" ").includes(chosen.value));
    };
    document.addEventListener("change", show);
    show();
  });

  const files = document.getElementById("id_pictures"), list = document.getElementById("chosen");
  if (files && list) files.addEventListener("change", () => {
    list.textContent = "";
    Array.from(files.files).forEach((one) => {
      const line = document.createElement("li");
      line.textContent = one.name;
      list.append(line);
    });
    list.hidden = !files.files.length;
  });
})();
