/* Pages that need no PIN: enabling the phone, the PIN itself, what waits to be sent, the phone. */
import * as held from "./held.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import { weak } from "./crypt.js";
import { back, title } from "./screens.js";
import { button, field, h, link, t, table, when } from "./page.js";

const pinField = (name, label, hint) => field(name, label, { kind: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, hint });
const form = (press, ...parts) => h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); press(); } }, ...parts);
const foot = (word) => h("div.foot", {}, h("button.button.is-main", { type: "submit" }, word));
const signIn = () => h("p", {}, link(t("sign_in"), table("addresses").sign_in, "main"));

/* One form for both: the first PIN of a phone, and a new one after the old was erased. */
function choosePin(done, ...before) {
  const pin = pinField("pin", t("pin_new"), t("pin_hint")), again = pinField("again", t("pin_again"));
  const wrong = h("p.wrong", { role: "alert", hidden: true });
  const press = async () => {
    const bad = weak(pin.input.value);
    pin.fault(bad ? t(`pin_${bad}`) : "");
    if (bad) return;
    again.fault(pin.input.value === again.input.value ? "" : t("pin_differs"));
    if (pin.input.value !== again.input.value) return;
    made.classList.add("is-busy");
    wrong.hidden = true;
    try { await done(pin.input.value); } catch (fault) { wrong.textContent = said(fault); wrong.hidden = false; }
    made.classList.remove("is-busy");
  };
  const made = form(press, ...before, pin, again, wrong, foot(t("enable")));
  return made;
}

const said = (fault) => (fault.message === "signin" ? t("sign_in_first") : fault.message === "refused" ? sync.state.why : fault.message === "offline" ? t("needs_line") : t("failed"));

export function setup(next) {
  const name = field("name", t("phone_name"), { value: "", maxlength: 60, hint: t("phone_name_hint") });
  return [title(t("enable_phone"), h("p.state", {}, t("enable_about"))), ...what(), choosePin(async (pin) => {
    if (!name.input.value.trim()) { name.fault(t("phone_name_empty")); return; }
    if (!(await store.get("device"))) await sync.enrol(name.input.value.trim());
    await held.setPin(pin);
    await sync.contact();
    next();
  }, name), signInNote()];
}

const signInNote = () => h("p.note", {}, t("sign_in_note"), " ", h("a", { href: table("addresses").sign_in }, t("sign_in")));
const what = () => [h("ul.what", {}, ...[1, 2, 3, 4].map((n) => h("li", {}, t(`what_${n}`))))];

export function renew(why, next) {
  return [title(t("pin_anew"), h("p.state", {}, t(`erased_${why || "tries"}`))), h("p", {}, t("unsent_stay")), choosePin(async (pin) => {
    await sync.hello();
    await held.setPin(pin);
    await sync.contact();
    next();
  }), signInNote()];
}

export const gone = (why) => [title(t(why === "locked" ? "locked_head" : "released_head"), h("p.state", {}, t(`erased_${why}`))), h("p", {}, t("unsent_stay")),
  why === "locked" ? "" : h("p", {}, button(t("enable_phone"), "main", async () => { await store.drop("device", "erased"); location.reload(); })), signInNote()];

/* The PIN, in large digits; what waits can be sent without it. */
export function pin(next) {
  const one = pinField("pin", t("pin"));
  const press = async () => {
    if (!one.input.value) { one.fault(t("pin_empty")); return; }
    made.classList.add("is-busy");
    const found = await held.unlock(one.input.value);
    made.classList.remove("is-busy");
    one.input.value = "";
    if (found.open) { one.fault(""); next(); return; }
    if (found.left) one.fault(t("pin_wrong", { n: found.left }));
    else next();
  };
  const made = form(press, one, foot(t("open")));
  return [title(t("pin_head")), made];
}

/* What waits: kind and hour; whose door only the server reads. Refused ones say why and stay until read. */
export async function queue(pack) {
  const ops = await store.waiting();
  const clashes = (await store.get("clashes")) || 0;
  const row = (op) => h("li", {}, h("span", {}, `${table("kinds")[op.kind] || op.kind} · ${when(op.at)}`), pack && pack.rows[op.household] ? h("span.note", {}, ` ${pack.rows[op.household][5]}`) : "",
    op.state === "refused" ? h("p.wrong", {}, op.why) : "",
    op.state === "refused" ? button(t("read_it"), "", async () => { await store.together(async (at) => { await at.ops.drop(op.key); await at.photos.drop(op.key); }); held.tell("changed"); }) : "");
  return [
    back(), title(t("queue_head"), h("p.state", {}, ops.length ? t("queue_n", { n: ops.length }) : t("queue_none"))),
    clashes ? h("div.line.is-info", {}, h("p", {}, t("clashes_n", { n: clashes })), h("p", {}, h("a.button", { href: table("addresses").clashes, onclick: () => store.drop("clashes") }, t("clashes_go")))) : "",
    h("ul.waiting", {}, ...ops.map(row)),
    ["signin", "other"].includes(sync.state.line) ? signIn() : "",
    h("div.foot", {}, button(t("send"), "main", () => sync.contact())),
  ];
}

export async function phone(open) {
  const device = await store.get("device"), pack = await store.get("pack");
  const size = navigator.storage && navigator.storage.persisted ? await navigator.storage.persisted() : true;
  return [
    back(), title(device.name, h("p.state", {}, t("belongs", { who: device.owner }))),
    pack ? h("p", {}, t("held_until", { when: when(pack.until) })) : h("p", {}, t("holds_nothing")),
    size ? "" : h("p.note", {}, t("not_persistent")),
    ...what(),
    h("p.note", {}, t("cannot_stop")),
    open ? h("p", {}, button(t("shut"), "", () => { held.shut(); location.hash = "#/"; location.reload(); })) : "",
    pack ? h("p", {}, button(t("erase_route"), "danger", async () => { await held.eraseRoute(); location.hash = "#/"; })) : "",
  ];
}
