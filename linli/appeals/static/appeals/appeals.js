/* Pages of appeals: what is found while typing, what may not go out, standard texts. 300 ms after the last key;
   while an input method composes nothing is asked. Every form works without this. */
"use strict";
(() => {
  const after = (wait, ask) => { let timer = 0; return () => { clearTimeout(timer); timer = setTimeout(ask, wait); }; };
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  const asked = new WeakMap();

  /* A place with data-told asks anew when one of the fields it names (data-of, by name) changes. */
  const tell = (place) => {
    if (!asked.has(place)) asked.set(place, after(300, () => window.htmx && window.htmx.trigger(place, "typed")));
    asked.get(place)();
  };
  const typed = (event) => {
    const field = event.target;
    if (!(field instanceof Element) || event.isComposing || !field.name) return;
    document.querySelectorAll("[data-told]").forEach((place) => {
      if (place.dataset.told.split(" ").includes(field.name)) tell(place);
    });
    const form = field.closest("form[data-watch]");
    if (form && field.matches("textarea, input[type=text]")) watch(form);
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("compositionend", (event) => typed({ target: event.target, isComposing: false }));

  /* What may not go out is said while it is written. */
  function watch(form) {
    if (!asked.has(form)) asked.set(form, after(500, () => {
      const place = document.getElementById(form.dataset.watched);
      if (!place || form.querySelector("[name=sure]")) return;
      fetch(form.dataset.watch, { method: "POST", credentials: "same-origin", headers: token(), body: new FormData(form) })
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((part) => { place.innerHTML = part; })
        .catch(() => {});
    }));
    asked.get(form)();
  }

  /* A standard text stands where the cursor was. */
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-insert]");
    if (button) {
      const field = document.getElementById(button.dataset.insert);
      if (!field) return;
      const at = field.selectionStart || 0;
      field.value = field.value.slice(0, at) + button.dataset.text + field.value.slice(field.selectionEnd || at);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      const menu = button.closest("details");
      if (menu) menu.open = false;
    }
    const shut = event.target.closest("[data-shut]");
    if (shut) {
      const place = shut.closest(".todo-form, #doing");
      if (place) place.replaceChildren();
    }
    const put = event.target.closest("[data-fill]");
    if (put) {
      Object.entries(JSON.parse(put.dataset.fill)).forEach(([name, value]) => {
        const field = put.form && put.form.elements[name];
        if (field) { field.value = value; field.dispatchEvent(new Event("change", { bubbles: true })); }
      });
    }
  });

  /* One filled button in view: while a form is open on the record's page its verb is outlined. */
  const doing = document.getElementById("doing");
  if (doing) {
    const main = document.querySelector(".verbs .button.is-main");
    const turn = () => { if (main) main.classList.toggle("is-main", !doing.firstElementChild); };
    new MutationObserver(turn).observe(doing, { childList: true });
  }

  /* On narrow pages what may be a duplicate stands before the buttons, not below them. */
  const likely = document.getElementById("likely");
  const small = document.getElementById("likely-small");
  if (likely && small && window.matchMedia("(max-width: 1024px)").matches) small.append(likely);

  /* Words typed at the intake outlast a session that ended; names and phones are not kept. */
  const drafted = document.querySelector("form[data-draft]");
  const key = drafted && drafted.dataset.draft;
  if (drafted) {
    const kept = ["text", "place", "wish"].map((name) => drafted.elements[name]).filter(Boolean);
    try {
      if (drafted.hasAttribute("data-fresh")) sessionStorage.removeItem(key);
      const held = JSON.parse(sessionStorage.getItem(key) || "{}");
      kept.forEach((field) => { if (!field.value && held[field.name]) field.value = held[field.name]; });
      drafted.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(kept.map((field) => [field.name, field.value])))));
      document.addEventListener("click", (event) => { if (event.target instanceof Element && event.target.closest("[data-cancel]")) sessionStorage.removeItem(key); });
    } catch (fault) { /* a browser that keeps nothing loses nothing else */ }
  } else if (document.querySelector("[data-draft-sent]")) {
    try { sessionStorage.removeItem(document.querySelector("[data-draft-sent]").dataset.draftSent); } catch (fault) { /* as above */ }
  }

  /* Fields that belong to one choice only (data-only="channel=hotline council") show with it. */
  const only = () => document.querySelectorAll("[data-only]").forEach((block) => {
    const [name, values] = block.dataset.only.split("=");
    const chosen = document.querySelector(`[name="${name}"]:checked, select[name="${name}"]`);
    block.hidden = !(chosen && values.split(" ").includes(chosen.value));
  });
  document.addEventListener("change", only);
  only();
})();
