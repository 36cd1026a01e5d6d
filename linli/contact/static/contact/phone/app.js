/* Start: keep the worker that serves these pages without network, show the page that the address names. */
import * as held from "./held.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import * as outside from "./outside.js";
import * as screens from "./screens.js";
import { h, setAhead, t, when } from "./page.js";

const main = document.getElementById("main"), line = document.getElementById("sending"), cover = document.getElementById("cover");
const IDLE = 10 * 60000, EVERY = 3 * 60000;
let shown = "", hiddenAt = 0, drawing = Promise.resolve();

async function sendingLine() {
  setAhead((await store.get("ahead")) || 0);
  const n = await store.count(), last = await store.get("last"), clashes = (await store.get("clashes")) || 0;
  const where = sync.state.line;
  const first = n ? t("n_waiting", { n }) : last ? t("all_sent", { when: when(last.at) }) : t("nothing_waits");
  const why = { offline: t("line_offline"), signin: t("line_signin"), other: t("line_other"), busy: t("line_busy"), failed: t("line_failed"), refused: sync.state.why, locked: t("line_locked"), released: t("line_released"), unknown: t("line_released") }[where] || "";
  line.replaceChildren ? line.replaceChildren() : (line.textContent = "");
  line.append(h("a", { href: "#/queue" }, first), why ? h("span.note", {}, why) : "", clashes ? h("a", { href: "#/queue" }, t("clashes_n", { n: clashes })) : "");
  line.className = n && ["signin", "other", "failed", "refused"].includes(where) ? "sending is-stuck" : "sending";
}

function put(place, parts) {
  place.textContent = "";
  place.append(...parts.filter((one) => one !== ""));
  const head = place.querySelector("h1");
  if (head) { document.title = `${head.textContent} · ${t("app")}`; if (document.activeElement === document.body || place.contains(document.activeElement) === false) head.focus({ preventScroll: true }); }
  window.scrollTo(0, 0);
}

/* The PIN covers the page, so that a form half written is still there behind it. News that comes while one types the PIN
   leaves the form as it is: drawn anew it would be sent empty and count as a wrong try. */
function covered(what, parts) {
  main.hidden = true;
  if (!cover.hidden && cover.dataset.what === what) return false;
  cover.hidden = false;
  cover.dataset.what = what;
  put(cover, parts());
  return true;
}
function uncovered() {
  cover.hidden = true;
  cover.dataset.what = "";
  cover.textContent = "";
  main.hidden = false;
}

async function draw(force) {
  const device = await store.get("device"), lock = await store.get("lock"), erased = await store.get("erased");
  const address = location.hash.slice(1) || "/";
  if (await held.outOfTime()) await held.eraseRoute();
  const again = () => { shown = ""; refresh(true); };
  await sendingLine();
  if (address === "/queue") { uncovered(); shown = address; put(main, await outside.queue(await held.read())); return; }
  if (!device) { shown = ""; covered("setup", () => outside.setup(again)); return; }
  if (["locked", "released", "unknown"].includes(erased && erased.why)) { shown = ""; covered(`gone ${erased.why}`, () => outside.gone(erased.why)); return; }
  if (!lock) { shown = ""; covered(`renew ${(erased && erased.why) || ""}`, () => outside.renew(erased && erased.why, again)); return; }
  if (address === "/phone") { uncovered(); shown = address; put(main, await outside.phone(held.isOpen())); return; }
  if (!held.isOpen()) {
    const opened = async () => { if (held.isOpen()) { uncovered(); refresh(shown !== location.hash); sync.contact(); } else again(); };
    if (covered("pin", () => outside.pin(opened))) cover.querySelector("input").focus();
    return;
  }
  uncovered();
  const writing = /^\/h\/\d+\/(visit|reach)$/.test(address);
  if (writing && shown === location.hash && !force) return;
  const pack = await held.read();
  shown = location.hash;
  if (!pack) { put(main, [screens.title(t("today_list"), h("p.state", {}, t(erased && erased.why === "time" ? "erased_time" : "no_route_yet"))), h("div.foot", {}, h("button.button.is-main", { type: "button", onclick: () => sync.contact() }, t("fetch_route")))]); return; }
  const [, key, page] = address.match(/^\/h\/(\d+)(?:\/(\w+))?$/) || [];
  put(main, !key ? screens.list(pack) : page === "visit" ? screens.visit(pack, key) : page === "reach" ? screens.reach(pack, key) : screens.home(pack, key));
}

function refresh(force = false) {
  drawing = drawing.then(() => draw(force)).catch((fault) => { console.error(fault); main.hidden = false; put(main, [h("h1", { tabindex: "-1" }, t("failed")), h("p", {}, t("failed_about"))]); });
  return drawing;
}

window.addEventListener("hashchange", () => refresh(true));
window.addEventListener("online", () => { sync.state.line = "idle"; sync.contact(); });
window.addEventListener("offline", () => { sync.state.line = "offline"; sendingLine(); });
document.addEventListener("visibilitychange", () => {
  if (document.hidden) { hiddenAt = Date.now(); return; }
  if (hiddenAt && Date.now() - hiddenAt > IDLE && held.isOpen()) held.shut();
  refresh();
  sync.contact();
});
const heard = (what) => { if (what === "line") sendingLine(); else if (what === "erased") { held.shut(); shown = ""; refresh(true); } else refresh(); };
held.told(heard);
held.here(heard);
setInterval(() => { if (!document.hidden) { sync.contact(); held.outOfTime().then((over) => over && refresh(true)); } }, EVERY);

if (!(window.isSecureContext && crypto.subtle && navigator.locks && "serviceWorker" in navigator)) {
  put(main, [h("h1", { tabindex: "-1" }, t("needs_https")), h("p", {}, t("needs_https_about"))]);
} else {
  navigator.serviceWorker.register(`${document.documentElement.dataset.base}worker.js`, { scope: document.documentElement.dataset.base }).catch(() => {});
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  refresh(true).then(() => sync.contact());
}
