/* Contact with the server: hear whether the phone is locked, send what waits, fetch the route. One page of the phone at
   a time. A record leaves the phone only after the server has said what became of it. */
import * as store from "./store.js";
import * as held from "./held.js";
import { close, uuid } from "./crypt.js";

const BATCH = 40, PART = 128 * 1024;
const base = document.documentElement.dataset.base;
const header = (device) => ({ "X-Linli-Phone": `${device.community}.${device.key}.${device.token}` });
/* Where the line is: idle, busy, offline, signin, other (somebody else is signed in), locked, unknown, failed */
export const state = { line: navigator.onLine ? "idle" : "offline", why: "", csrf: "", user: 0 };

async function ask(path, init = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 30000);
  try {
    return await fetch(base + path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...init, signal: stop.signal });
  } catch (fault) {
    throw new Error("offline");
  } finally {
    clearTimeout(timer);
  }
}

async function post(path, body, device, raw) {
  const headers = { "X-CSRFToken": state.csrf, ...(device ? header(device) : {}), "Content-Type": raw ? "application/octet-stream" : "application/json" };
  return settled(await ask(path, { method: "POST", headers, body: raw || JSON.stringify({ now: new Date().toISOString(), ...body }) }));
}

/* Answers the JSON; throws a word for what is in the way. */
async function settled(response) {
  if (response.type === "opaqueredirect" || response.status === 401) throw new Error("signin");
  if (response.status === 403) throw new Error("signin");
  if (response.status === 404) { const told = await response.json().catch(() => ({})); throw new Error(told.state === "unknown" ? "unknown" : "failed"); }
  if (response.status === 422) { const told = await response.json().catch(() => ({})); state.why = told.why || ""; throw new Error("refused"); }
  if (!response.ok) throw new Error("failed");
  return heard(await response.json());
}

/* How far the server's clock is ahead of this one, for days and hours that are shown. */
async function heard(told) {
  if (told.now) await store.put("ahead", new Date(told.now).getTime() - Date.now());
  return told;
}

export async function hello() {
  const told = await settled(await ask("hello/"));
  state.csrf = told.csrf;
  state.user = told.user;
  return told;
}

export async function enrol(name) {
  await hello();
  const made = await post("enrol/", { name });
  await store.put("device", { key: made.key, token: made.token, community: made.community, user: made.user, owner: made.name, name, seal: made.seal, hours: made.hours });
  return made;
}

/* Asks by the phone's own token alone, so that a lost phone hears of its lock whoever holds it. */
async function ownState(device, wiped = false) {
  const response = await ask("state/", { method: "POST", headers: { ...header(device), "Content-Type": "application/json" }, body: JSON.stringify({ now: new Date().toISOString(), wiped }) });
  if (response.status === 404) return { state: "unknown" };
  if (!response.ok) throw new Error("failed");
  return heard(await response.json());
}

async function heed(device, told) {
  if (told.seal && (told.seal.k !== device.seal.k || told.seal.p !== device.seal.p)) await store.put("device", { ...device, seal: told.seal });
  if (told.state === "active") return;
  if ((await store.get("lock")) || (await store.get("pack"))) await held.erase(told.state);
  if (told.state !== "unknown") await ownState(device, true);
}

/* Everything, in order; answers how it went. Called on start, when the line is back, by the button, and every few minutes. */
export async function contact(fetchToo = true) {
  const device = await store.get("device");
  if (!device) return;
  await navigator.locks.request("linli-contact", async () => {
    state.line = "busy"; state.why = "";
    held.tell("line");
    try {
      const told = await ownState(device);
      await heed(device, told);
      if (told.state === "unknown" || told.state === "released") state.line = told.state;
      const who = await hello();
      if (who.user !== device.user) throw new Error("other");
      if (told.state !== "unknown") await sendAll(device);
      if (told.state === "active" && fetchToo && held.isOpen()) await fetchRoute(device);
      state.line = told.state === "active" ? "idle" : told.state;
    } catch (fault) {
      state.line = ["offline", "signin", "other", "unknown", "refused"].includes(fault.message) ? fault.message : "failed";
      if (state.line === "failed" && window.console) console.warn(fault);
    }
  });
  held.tell("line");
}

async function sendAll(device) {
  let sent = 0;
  await sendPhotos(device);
  for (let turn = 0; turn < 50; turn += 1) {
    const ops = (await store.waiting()).filter((one) => one.state === "waiting");
    if (!ops.length) break;
    let moved = 0;
    for (let at = 0; at < ops.length; at += BATCH) {
      const told = await post("send/", { ops: ops.slice(at, at + BATCH).map(({ key, serial, kind, at: moment, box }) => ({ key, serial, kind, at: moment, box })) }, device);
      moved += await answered(told.answers);
    }
    sent += moved;
    if (!moved) break;
  }
  await store.put("last", { at: Date.now(), sent });
}

/* Kept, clash and settled leave the phone; refused stay until they are read; wait stays for the next time. */
export async function answered(answers) {
  let moved = 0;
  await store.together(async (at) => {
    for (const one of answers) {
      const op = await at.ops.get(one.key);
      if (!op || one.state === "wait") continue;
      moved += 1;
      if (one.state === "refused") { await at.ops.put({ ...op, state: "refused", why: one.why || "" }); continue; }
      if (one.state === "clash") await at.meta.put(((await at.meta.get("clashes")) || 0) + (one.fields || []).length, "clashes");
      await at.ops.drop(one.key);
      await at.photos.drop(one.key);
    }
  });
  return moved;
}

async function sendPhotos(device) {
  for (const key of await store.together((at) => at.photos.keys(), "readonly")) {
    let photo = await store.together((at) => at.photos.get(key), "readonly");
    while (photo && photo.got < photo.sealed.byteLength) {
      const told = await post(`part/${key}/${photo.got}/`, null, device, new Blob([photo.sealed.slice(photo.got, photo.got + PART)]));
      photo = { ...photo, got: told.got };
      await store.together((at) => at.photos.put(photo));
    }
  }
}

export async function fetchRoute(device) {
  const waitingFor = async () => new Set((await store.waiting()).filter((one) => one.state === "waiting").map((one) => one.household));
  for (let turn = 0; turn < 40; turn += 1) {
    const before = await held.read();
    const told = await post("pack/", before ? { v: 1, marks: held.marks(before) } : {}, device);
    if (told.state !== "active") { await heed(device, told); return; }
    const still = await waitingFor();
    await held.change((now) => held.merged(now, told, still), Date.now() + told.hours * 3600000);
    if (!told.more) return;
  }
}

/* Keep one record: closed to the server, on disk, then shown in the pack. */
export async function record(kind, household, content, shown, photos = []) {
  const device = await store.get("device");
  const key = content.key || uuid(), at = new Date().toISOString();
  const { key: _own, ...plain } = content;
  await store.keep({ key, kind, household, at, box: await close(device.seal, `${device.key}:${key}`, plain) });
  for (const bytes of photos) {
    const own = uuid();
    const { box, sealed } = await close(device.seal, `${device.key}:${own}`, bytes, true);
    await store.keep({ key: own, kind: "photo", household, at, box: { ...box, visit: key, size: sealed.byteLength } }, { key: own, sealed, got: 0 });
  }
  await held.change((pack) => pack && { ...pack, mine: { ...pack.mine, [household]: { ...(pack.mine[household] || {}), ...shown } } });
  return key;
}

/* The last change of this household's sheet that still waits: the next one leans on it. */
export async function lastEdit(household) {
  const ops = (await store.waiting()).filter((one) => one.kind === "sheet" && one.household === household && one.state === "waiting");
  return ops.length ? ops[ops.length - 1].key : null;
}
