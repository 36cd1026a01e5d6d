/* The phone's pages while the pack is open: the list, a household, a visit, how to reach them. */
import * as held from "./held.js";
import * as sync from "./sync.js";
import { uuid } from "./crypt.js";
import { small } from "./pictures.js";
import { grouped, household } from "./row.js";
import { button, choice, day, field, h, iso, lastFour, link, now, t, table, when } from "./page.js";

const title = (words, ...more) => h("div.head", {}, h("h1", { tabindex: "-1" }, words), ...more);
const back = (to = "#/", words = t("back_list")) => h("p.note", {}, h("a.back-link", { href: to }, words));
const places = { call_at: t("call_at"), call_whom: t("call_whom"), note: t("note") };

function row(one) {
  const tags = [];
  if (one.state === "done") tags.push(h("span.status.is-done", {}, t("visited")));
  if (one.state === "absent") tags.push(h("span.status.is-waiting", {}, t("nobody")));
  const reasons = (one.stop ? one.stop[3] : []).map((need) => table("needs")[need] || need);
  const promised = one.promised.length ? [t("promised", { day: day(one.promised[0]) })] : [];
  return h("li", {}, h("a.door", { href: `#/h/${one.household}` },
    h("span.door-name", {}, one.short), h("span.door-called", {}, one.called), ...tags,
    h("span.door-why", {}, [...promised, ...reasons.filter((_one, at) => !(promised.length && one.stop[3][at] === "promised"))].join("，"))));
}

export function list(pack) {
  const groups = grouped(pack);
  const all = groups.flatMap((one) => one.floors.flatMap((floor) => floor.doors));
  const left = all.filter((one) => one.state === "open").length;
  const until = h("p.state", {}, all.length ? t("to_go", { n: left, all: all.length }) : t("no_route"));
  return [
    title(t("today_list"), until),
    ...groups.map((group) => h("section.group", {}, h("div.group-head", {}, h("h2", {}, group.name)),
      ...group.floors.map((floor) => h("div.floor", {}, floor.floor === null ? "" : h("h3.note", {}, t("floor", { n: floor.floor })), h("ul.doors", {}, ...floor.doors.map(row)))))),
    all.length ? "" : h("p", {}, link(t("plan_route"), table("addresses").routes, "main")),
  ];
}

export function home(pack, key) {
  const one = household(pack, key);
  if (!one) return [title(t("not_here")), back()];
  const facts = Object.entries(places).filter(([name]) => one.now[name]).map(([name, word]) => h("div.fact", {}, h("dt", {}, word), h("dd", {}, one.now[name])));
  const said = one.mine.result ? h("p.line.is-saved", { role: "status" }, t("recorded_at", { when: when(one.mine.at), result: table("results")[one.mine.result] })) : "";
  const seen = one.visited.length ? h("p.note", {}, t("visited_on", { days: one.visited.slice(0, 5).map(([on, result]) => `${day(on)} ${table("results")[result] || ""}`).join("、") })) : "";
  return [
    back(), title(one.door, h("p.called", {}, one.called)), said,
    one.phone ? h("p", {}, h("a.button.dial", { href: `tel:${one.phone}` }, t("dial", { phone: lastFour(one.phone) }))) : h("p.note", {}, t("no_phone")),
    one.promised.length ? h("p.promise", {}, t("promised", { day: one.promised.map((on) => day(on)).join("、") })) : "",
    facts.length ? h("dl.facts", {}, ...facts) : "", seen,
    one.card && !one.given ? h("p", {}, button(t("card_given"), "", () => give(one))) : "",
    one.given ? h("p.note", {}, t("card_noted")) : "",
    h("div.foot", {}, link(t("record_visit"), `#/h/${key}/visit`, "main"), link(t("edit_reach"), `#/h/${key}/reach`)),
    one.state === "open" && one.stop ? h("p", {}, button(t("leave_out"), "quiet", () => leave(one))) : "",
  ];
}

async function leave(one) {
  await sync.record("stop", one.household, { route: one.stop[1], stop: one.stop[0] }, { left: true });
  location.hash = "#/";
  sync.contact(false);
}

async function give(one) {
  await sync.record("card", one.household, { card: one.card, receipt: "handed" }, { given: true });
  sync.contact(false);
}

function needBlock(forget) {
  const words = field("need", t("need_words"), { rows: 3, maxlength: 2000 });
  const urgent = h("input", { type: "checkbox", id: `u-${uuid()}` });
  const block = h("div.need", {}, words, h("div.need-more", {}, h("label.tick", {}, urgent, h("span", {}, t("urgent")))), button(t("drop_need"), "quiet", () => { block.remove(); forget(block); }));
  block.key = uuid();
  block.read = () => ({ key: block.key, text: words.input.value.trim(), urgent: urgent.checked });
  return block;
}

/* 记走访: what is asked first is what is always known; nobody at home needs two touches. */
export function visit(pack, key) {
  const one = household(pack, key);
  if (!one) return [title(t("not_here")), back()];
  const needs = [], photos = [], own = uuid();
  let busy = false;
  const met = h("div.met", {});
  const turn = (value) => { met.hidden = value !== "met"; };
  const result = choice("result", t("how_it_went"), Object.entries(table("results")), "met", turn);
  const who = choice("who", t("with_whom"), Object.entries(table("who")), "resident");
  const spoke = field("spoke", t("spoke"), { value: one.called, maxlength: 60, optional: true });
  const said = field("said", t("said"), { rows: 4, maxlength: 2000, hint: t("said_hint") });
  const measures = field("measures", t("measures"), { rows: 2, maxlength: 1000, optional: true });
  const wanted = h("div.needs", {});
  const more = h("p", {}, button(t("add_need"), "", () => { const block = needBlock((gone) => needs.splice(needs.indexOf(gone), 1)); needs.push(block); wanted.append(block); block.querySelector("textarea").focus(); }));
  const soon = new Date(now().getTime() + 86400000), far = new Date(now().getTime() + 180 * 86400000);
  const again = field("return_on", t("come_again"), { kind: "date", optional: true, min: iso(soon), max: iso(far) });
  const shots = h("ul.shots", {});
  const photo = field("photo", t("photo"), { kind: "file", accept: "image/*", capture: "environment", optional: true, hint: t("photo_hint") });
  photo.input.addEventListener("change", async () => {
    const file = photo.input.files[0];
    if (!file || photos.length >= 3) return;
    try { photos.push(await small(file)); photo.fault(""); shots.append(h("li", {}, t("photo_kept", { n: photos.length, kb: Math.round(photos[photos.length - 1].length / 1024) }))); } catch (fault) { photo.fault(t("no_photo")); }
    photo.input.value = "";
  });
  met.append(spoke, said, h("h2", {}, t("needs_head")), wanted, more,
    h("details.more", {}, h("summary", {}, t("more")), who, measures, photo, shots));
  const save = async () => {
    if (busy) return;
    const how = result.read(), texts = needs.map((block) => block.read());
    const empty = needs.find((block, at) => !texts[at].text);
    if (how === "met" && empty) { empty.querySelector(".field").fault(t("need_empty")); return; }
    if (how === "met" && !said.input.value.trim() && !texts.length) { said.fault(t("said_empty")); return; }
    const bad = again.input.value && (again.input.value < iso(soon) || again.input.value > iso(far));
    again.fault(bad ? t("return_bad") : "");
    if (bad) return;
    busy = true;
    const full = how === "met";
    const content = {
      key: own, way: "door", result: how, household: one.household, room: one.room, stop: one.stop ? one.stop[0] : null,
      return_on: again.input.value || null,
      ...(full ? { who: who.read(), spoke: spoke.input.value, said: said.input.value, measures: measures.input.value, needs: texts } : {}),
    };
    try {
      await sync.record("visit", one.household, content, { result: how, at: new Date().toISOString() }, full ? photos : []);
      location.hash = "#/";
      sync.contact(false);
    } catch (fault) {
      busy = false;
      result.after(h("p.wrong", { role: "alert" }, t("not_kept")));
    }
  };
  turn("met");
  return [back(`#/h/${key}`, one.door), title(t("record_visit")), h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); save(); } }, result, met, again, h("div.foot", {}, h("button.button.is-main", { type: "submit" }, t("keep"))))];
}

/* How to reach them: only changed fields go, with what stood there when the form was opened. */
export function reach(pack, key) {
  const one = household(pack, key);
  if (!one) return [title(t("not_here")), back()];
  const most = { call_at: 100, call_whom: 100, note: 200 };
  const before = Object.fromEntries(Object.keys(places).map((name) => [name, one.now[name] || ""]));
  const fields = Object.entries(places).map(([name, word]) => [name, field(name, word, { value: before[name], maxlength: most[name], optional: true, rows: name === "note" ? 3 : 0 })]);
  let busy = false;
  const save = async () => {
    const changed = fields.map(([name, block]) => [name, block.input.value.trim()]).filter(([name, value]) => value !== before[name]);
    if (busy || !changed.length) { if (!busy) location.hash = `#/h/${key}`; return; }
    busy = true;
    const after = Object.fromEntries(changed);
    const content = { household: one.household, before: Object.fromEntries(changed.map(([name]) => [name, before[name]])), fields: after, prev: await sync.lastEdit(one.household) };
    await sync.record("sheet", one.household, content, { reach: { ...(one.mine.reach || {}), ...after } });
    location.hash = `#/h/${key}`;
    sync.contact(false);
  };
  return [back(`#/h/${key}`, one.door), title(t("edit_reach")), h("p.note", {}, t("reach_note")), h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); save(); } }, ...fields.map(([, block]) => block), h("div.foot", {}, h("button.button.is-main", { type: "submit" }, t("keep"))))];
}

export { back, title };
