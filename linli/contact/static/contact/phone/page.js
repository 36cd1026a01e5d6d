/* Small help to build pages: elements by words, never by strings of HTML; words in the reader's language. */
const WORDS = JSON.parse(document.getElementById("words").textContent);

/* A text with {holes}; an unknown one is its own name, so that a gap is seen. */
export function t(name, holes = {}) {
  const found = WORDS[name] === undefined ? name : WORDS[name];
  return found.replace(/\{(\w+)\}/g, (whole, hole) => (holes[hole] === undefined ? whole : String(holes[hole])));
}
export const table = (name) => WORDS[name] || {};

export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

let serial = 0;
const named = (name) => { serial += 1; return `f-${name}-${serial}`; };

/* A field with its label above, a hint below, and room for what is wrong. */
export function field(name, label, options = {}) {
  const id = named(name);
  const { kind = "text", value = "", hint = "", optional = false, rows = 0, ...more } = options;
  const input = rows ? h("textarea", { id, name, rows, ...more }) : h("input", { id, name, type: kind, ...more });
  input.value = value;
  const wrong = h("p.wrong", { id: `${id}-wrong`, hidden: true, role: "alert" });
  const block = h("div.field", {}, h("label", { for: id }, label, optional ? h("span.optional", {}, ` ${t("optional")}`) : ""), wrong, input, hint ? h("p.hint", {}, hint) : "");
  block.input = input;
  block.fault = (text) => { wrong.textContent = text; wrong.hidden = !text; input.setAttribute("aria-invalid", text ? "true" : "false"); if (text) { input.setAttribute("aria-describedby", wrong.id); input.focus(); } };
  return block;
}

/* Few choices as buttons. */
export function choice(name, label, pairs, chosen, changed = () => {}) {
  const id = named(name);
  const set = h("fieldset.field", {}, h("legend", {}, label));
  set.append(h("div.options", {}, ...pairs.map(([value, word], at) => {
    const own = `${id}-${at}`;
    const input = h("input", { type: "radio", id: own, name: id, value, onchange: () => changed(value) });
    input.checked = value === chosen;
    return h("label.option", { for: own }, input, h("span", {}, word));
  })));
  set.read = () => { const found = set.querySelector("input:checked"); return found ? found.value : ""; };
  return set;
}

export const button = (word, kind, press, more = {}) => h(`button.button${kind ? `.is-${kind}` : ""}`, { type: "button", onclick: press, ...more }, word);
export const link = (word, to, kind = "") => h(`a.button${kind ? `.is-${kind}` : ""}`, { href: to }, word);

/* The server's clock is this much ahead of the phone's (ms): days and hours are shown by the server's. */
let ahead = 0;
export const setAhead = (ms) => { ahead = ms; };
export const now = () => new Date(Date.now() + ahead);

/* A moment of the phone's clock: 今天 9:12, 昨天 18:05, 12月3日. */
export function when(moment) {
  const then = new Date(new Date(moment).getTime() + ahead);
  const days = Math.round((now().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86400000);
  const clock = `${then.getHours()}:${String(then.getMinutes()).padStart(2, "0")}`;
  return days === 0 ? clock : days === 1 ? `${t("yesterday")} ${clock}` : `${day(then)} ${clock}`;
}
export function day(value) {
  const then = value instanceof Date ? value : new Date(`${value}T00:00:00`);
  return t("month_day", { month: then.getMonth() + 1, day: then.getDate() });
}
/* A day of the calendar, as forms write it. */
export const iso = (then) => `${then.getFullYear()}-${String(then.getMonth() + 1).padStart(2, "0")}-${String(then.getDate()).padStart(2, "0")}`;
export const lastFour = (phone) => (phone.length > 7 ? `${phone.slice(0, 3)}····${phone.slice(-4)}` : `····${phone.slice(-4)}`);
