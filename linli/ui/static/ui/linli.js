/* Hands and keys of every page. Plain ES2020, no library but htmx; every page works without it. */
"use strict";
(() => {
  const html = document.documentElement;
  html.classList.add("has-script");
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const words = (name) => document.body.dataset[name] || "";
  /* While an input method composes, nothing reacts. */
  const composing = (event) => event.isComposing || event.keyCode === 229;
  const typing = (node) => node instanceof Element && node.matches("input, select, textarea, [contenteditable]");

  function say(text, failed) {
    const place = document.getElementById("messages");
    if (!place || !text) return;
    const line = document.createElement("div");
    line.className = failed ? "line is-error" : "line is-info";
    const p = document.createElement("p");
    p.textContent = text;
    line.append(p);
    place.replaceChildren ? place.replaceChildren(line) : (place.innerHTML = "", place.append(line));
  }

  /* -- search box: Ctrl K, "/" and "、"; answers from the second 汉字 or third letter -- */
  const seek = document.querySelector("[data-seek]");
  if (seek) {
    const input = seek.querySelector("[type=search]");
    const box = document.getElementById("found");
    let timer = 0, asked = "", running = null;
    const close = () => { box.hidden = true; };
    const enough = (text) => /[^\x00-\x7f]{2}|[\x00-\x7f]{3}/.test(text.replace(/\s/g, ""));
    const ask = () => {
      const text = input.value.trim();
      if (!enough(text)) return close();
      if (text === asked) { box.hidden = false; return; }
      asked = text;
      if (running) running.abort();
      running = new AbortController();
      /* Posted: what is typed may be somebody's number, and an address is kept and logged. */
      const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
      fetch(seek.dataset.seek, { method: "POST", signal: running.signal, credentials: "same-origin", headers: { ...token, "HX-Request": "true" }, body: new URLSearchParams({ part: "1", q: text }) })
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((part) => { if (part && input.value.trim() === text) { box.innerHTML = part; box.hidden = false; } })
        .catch(() => {});
    };
    const later = () => { clearTimeout(timer); timer = setTimeout(ask, 80); };
    input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
    input.addEventListener("compositionstart", () => clearTimeout(timer));
    input.addEventListener("compositionend", later);
    input.addEventListener("focus", later);
    document.addEventListener("click", (event) => { if (!seek.contains(event.target)) close(); });
    seek.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      const links = all("a", box);
      if (event.key === "Escape") { close(); input.blur(); return; }
      if (box.hidden || !links.length) return;
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      if (event.key === "ArrowUp") { event.preventDefault(); at > 0 ? links[at - 1].focus() : input.focus(); }
    });
    document.addEventListener("keydown", (event) => {
      if (composing(event)) return;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const wanted = ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") ||
        (plain && (event.key === "/" || event.key === "、") && !typing(event.target));
      if (wanted) { event.preventDefault(); input.focus(); input.select(); }
    });
  }

  /* -- floating menus: closed by Esc and by a touch elsewhere -- */
  const open = () => all("details.drop[open], details.why[open], .verbs details.more[open]");
  document.addEventListener("click", (event) => open().forEach((one) => { if (!one.contains(event.target)) one.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "Escape") return;
    const menus = open();
    menus.forEach((one) => { one.open = false; one.querySelector("summary").focus(); });
    const row = !menus.length && event.target instanceof Element && event.target.closest(".todo-form");
    if (row) row.replaceChildren();
  });

  /* -- rows: ↑ and ↓ move between the links of a list or the rows of a table -- */
  document.addEventListener("keydown", (event) => {
    if (composing(event) || !["ArrowDown", "ArrowUp"].includes(event.key) || typing(event.target)) return;
    const list = event.target instanceof Element && event.target.closest(".sheet tbody, .board, .rows");
    if (!list) return;
    const links = all(".is-first a, .todo-title a, .rows > li > a:first-of-type", list);
    const row = event.target.closest("tr, li");
    const at = links.findIndex((link) => row && row.contains(link));
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });

  /* From anywhere on the page ↓ goes to the first row of its list. */
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.key !== "ArrowDown" || event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const first = document.querySelector(".sheet tbody .is-first a, .board .todo-title a");
    if (first) { event.preventDefault(); first.focus(); }
  });

  /* -- single letters, outside of fields and only where the reader wants them: N a new one, R the next verb, V checks -- */
  const letters = {
    n: () => (document.querySelector("form.filters") && document.querySelector(".head .button.is-main")) || document.body.dataset.keyN,
    r: () => {
      const row = document.activeElement && document.activeElement.closest(".board > li, .todo");
      return (row && row.querySelector(".todo-verb .button")) || document.querySelector(".head .verbs .button, .board .todo-verb .button");
    },
    v: () => document.querySelector('.head a[href*="/check"]') || document.body.dataset.keyV,
  };
  document.addEventListener("keydown", (event) => {
    const wanted = letters[event.key.toLowerCase()];
    if (!wanted || !("keys" in document.body.dataset) || composing(event) || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event.target)) return;
    const there = wanted();
    if (!there) return;
    event.preventDefault();
    if (there.click) there.click(); else location.assign(there);
  });

  /* -- forms: Enter goes on, Ctrl+Enter saves, one submit, nothing typed is lost -- */
  const lines = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=file]):not([tabindex='-1']), select, textarea";
  document.addEventListener("keydown", (event) => {
    const form = event.target instanceof Element && event.target.closest("[data-form]");
    if (!form || event.key !== "Enter" || composing(event)) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const save = form.querySelector(".form-foot button[type=submit]");
      if (save) save.click();
      return;
    }
    if (!event.target.matches("input") || event.target.matches("[type=submit], [type=button]")) return;
    const fields = all(lines, form).filter((one) => !one.disabled && one.offsetParent !== null);
    const next = fields.slice(fields.indexOf(event.target) + 1).find((one) => one.name !== event.target.name);
    if (fields.length < 2 || !next) return;
    event.preventDefault();
    next.focus();
    if (next.select) next.select();
  });
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element && event.target.closest("form[data-form][method=post]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    changed.delete(form);
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => all("button[type=submit], button:not([type])", form).forEach((one) => one.setAttribute("aria-disabled", "true")), 0);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("[aria-disabled]", form).forEach((one) => one.removeAttribute("aria-disabled"));
  }));
  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) if (!form.isConnected) changed.delete(form);
    if (changed.size) { event.preventDefault(); event.returnValue = words("unsaved"); }
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-cancel]")) changed.clear();
  });
  const first = document.querySelector(".has-error input, .has-error select, .has-error textarea") || document.querySelector("[data-first]");
  if (first) first.focus();

  /* -- days: picked as well as typed -- */
  document.addEventListener("change", (event) => {
    const pick = event.target instanceof Element && event.target.closest("[data-pick]");
    const field = pick && document.getElementById(pick.dataset.pick);
    if (field && pick.value) { field.value = pick.value; field.dispatchEvent(new Event("input", { bubbles: true })); field.focus(); }
  });

  /* -- identity numbers: groups 6-8-4, an X key on phones, counted while typing -- */
  function grouped(field) {
    const plain = field.value.normalize("NFKC").replace(/[^0-9xX]/g, "").toUpperCase();
    /* Other documents have letters: they are left as they were typed. */
    if (!/^\d{0,17}[\dX]?$/.test(plain) || /[A-WYZa-wyz]/.test(field.value)) return;
    const atEnd = field.selectionStart === field.value.length;
    const parts = [plain.slice(0, 6), plain.slice(6, 14), plain.slice(14)].filter(Boolean);
    if (atEnd) field.value = plain.length > 6 ? parts.join(" ") : plain;
    const count = document.querySelector(`output[for="${field.id}"]`);
    if (count) count.textContent = plain && plain.length < 18 ? count.dataset.count.replace("{n}", plain.length) : "";
  }
  document.addEventListener("input", (event) => {
    if (event.isComposing || !(event.target instanceof Element) || !event.target.matches("[data-identity]")) return;
    grouped(event.target);
  });
  document.addEventListener("click", (event) => {
    const key = event.target instanceof Element && event.target.closest("[data-type-x]");
    const field = key && document.getElementById(key.dataset.typeX);
    if (field) { field.value += "X"; grouped(field); field.focus(); }
  });

  /* -- copy: text for a group chat, cells for Excel -- */
  function copy(text, done) {
    const old = () => {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      done();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button) copy(button.dataset.copy, () => say(words("copied")));
  });
  let from = null;
  const cellsOf = (table) => all(".is-picked", table);
  function pick(table, to) {
    cellsOf(table).forEach((cell) => cell.classList.remove("is-picked"));
    const [top, bottom] = [from.parentNode.rowIndex, to.parentNode.rowIndex].sort((a, b) => a - b);
    const [left, right] = [from.cellIndex, to.cellIndex].sort((a, b) => a - b);
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const cell = table.rows[row] && table.rows[row].cells[column];
        if (cell) cell.classList.add("is-picked");
      }
  }
  document.addEventListener("mousedown", (event) => {
    all("table .is-picked").forEach((cell) => cell.classList.remove("is-picked"));
    const cell = event.button === 0 && event.target instanceof Element && event.target.closest("[data-cells] tbody td, [data-cells] tbody th");
    from = cell && !event.target.closest("a, button, input, summary") ? cell : null;
  });
  document.addEventListener("mouseover", (event) => {
    if (!from || event.buttons !== 1) return;
    const cell = event.target instanceof Element && event.target.closest("td, th");
    const table = from.closest("table");
    if (!cell || !table.contains(cell) || (cell === from && !cellsOf(table).length)) return;
    table.classList.add("is-picking");
    pick(table, cell);
  });
  document.addEventListener("mouseup", () => { if (from) from.closest("table").classList.remove("is-picking"); from = null; });
  document.addEventListener("copy", (event) => {
    const picked = all("table .is-picked");
    if (!picked.length || typing(event.target)) return;
    const rows = new Map();
    picked.forEach((cell) => rows.set(cell.parentNode, [...(rows.get(cell.parentNode) || []), cell.innerText.trim().replace(/\s+/g, " ")]));
    event.clipboardData.setData("text/plain", Array.from(rows.values(), (row) => row.join("\t")).join("\n"));
    event.preventDefault();
    say(words("copied"));
  });

  /* -- a column pasted from Excel fills the fields below; a picture pasted anywhere goes to the form's file field -- */
  /* A field that takes several keeps what was there: pictures come from a chat one after the other. */
  function put(field, given) {
    const all = field.multiple && window.DataTransfer ? new DataTransfer() : null;
    if (all) [...field.files, ...given].forEach((file) => all.items.add(file));
    field.files = all ? all.files : given;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    const target = event.target;
    const form = target instanceof Element && target.closest("form");
    if (!data || !form) return;
    const files = form.querySelector("input[type=file][data-paste]");
    if (data.files.length && files) { put(files, data.files); event.preventDefault(); return; }
    const rows = data.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
    const column = target.matches("td input") && rows.length > 1 ? all(`td:nth-child(${target.closest("td").cellIndex + 1}) input`, target.closest("table")) : [];
    if (!column.length) return;
    event.preventDefault();
    const start = column.indexOf(target);
    rows.forEach((text, index) => {
      const field = column[start + index];
      if (field) { field.value = text.split("\t")[0].trim(); field.dispatchEvent(new Event("input", { bubbles: true })); }
    });
  });
  document.addEventListener("dragover", (event) => { if (event.target instanceof Element && event.target.closest("form") && event.target.closest("form").querySelector("[data-paste]")) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    const form = event.target instanceof Element && event.target.closest("form");
    const files = form && form.querySelector("[data-paste]");
    if (files && event.dataTransfer.files.length) { event.preventDefault(); put(files, event.dataTransfer.files); }
  });

  /* -- tables: compact rows, chosen columns -- */
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-compact]");
    if (!button) return;
    const on = html.classList.toggle("is-compact");
    all("[data-compact]").forEach((one) => one.setAttribute("aria-pressed", String(on)));
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    fetch(button.dataset.url, { method: "POST", credentials: "same-origin", headers: token, redirect: "manual", body: new URLSearchParams({ on: on ? "1" : "0", back: location.pathname }) });
  });

  /* -- reveal: covered again after its seconds -- */
  function cover(root) {
    all("[data-cover]", root).forEach((one) => setTimeout(() => { one.textContent = one.dataset.masked; one.className = "masked"; }, Number(one.dataset.cover) * 1000));
  }
  cover(document);

  /* -- htmx: the old content dimmed after 300 ms; a lost line says so -- */
  const slow = new WeakMap();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const target = event.detail.target;
    slow.set(event.detail.xhr, setTimeout(() => target.classList.add("is-slow", "htmx-request"), 300));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(slow.get(event.detail.xhr));
    event.detail.target.classList.remove("is-slow", "htmx-request");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    cover(event.target);
    const field = event.target.querySelector && event.target.querySelector("[autofocus], .todo-form input:not([type=hidden]), .todo-form textarea");
    if (field) field.focus();
  });
  document.addEventListener("todo-done", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) row.remove();
  });
  document.addEventListener("htmx:sendError", () => say(words("offline"), true));
  document.addEventListener("htmx:responseError", () => say(words("failed"), true));
  const line = document.getElementById("offline");
  const connection = () => { if (line) { line.textContent = navigator.onLine ? "" : words("offline"); line.hidden = navigator.onLine; } };
  window.addEventListener("online", connection);
  window.addEventListener("offline", connection);
  connection();

  all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
})();
