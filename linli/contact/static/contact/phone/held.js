/* The pack while it is unlocked. Its key lives in this page's memory only: a reload asks for the PIN again.
   Every change is read, changed and written under one lock of the browser, so that two pages of one phone do not
   overwrite each other. */
import * as store from "./store.js";
import { decrypt, encrypt, lockWith, unlockWith } from "./crypt.js";

export const TRIES = 10;
let key = null;
const alone = (work) => navigator.locks.request("linli-pack", work);
const news = typeof BroadcastChannel === "function" ? new BroadcastChannel("linli-phone") : null;

const ears = [];
/* News of other pages of this phone, and of this page itself. */
export const told = (hear) => { if (news) news.addEventListener("message", (event) => hear(event.data)); };
export const here = (hear) => ears.push(hear);
export const tell = (what) => { if (news) news.postMessage(what); ears.forEach((hear) => hear(what)); };
export const isOpen = () => key !== null;
export const shut = () => { key = null; };

/* The pack's day is over, by a clock that only runs forwards: turning the phone's back does not make it longer. */
export async function outOfTime() {
  const pack = await store.get("pack");
  if (!pack) return false;
  const latest = Math.max(Date.now(), pack.latest || 0);
  if (latest > (pack.latest || 0) + 60000) await store.together(async (at) => { const one = await at.meta.get("pack"); if (one) await at.meta.put({ ...one, latest: Math.max(latest, one.latest || 0) }, "pack"); });
  return latest > pack.until;
}

export async function erase(why) {
  await store.together(async (at) => {
    await at.meta.drop("pack");
    await at.meta.drop("lock");
    await at.meta.put({ why, at: Date.now() }, "erased");
  });
  key = null;
  tell("erased");
}

/* The pack's day is over: the route goes, the PIN stays. */
export async function eraseRoute() {
  await store.together(async (at) => { await at.meta.drop("pack"); await at.meta.put({ why: "time", at: Date.now() }, "erased"); });
  tell("changed");
}

/* A try is counted before it is made, so that pulling the battery does not help. Answers {open, left}. */
export async function unlock(pin) {
  return navigator.locks.request("linli-pin", async () => {
    const lock = await store.together(async (at) => {
      const held = await at.meta.get("lock");
      if (!held) return null;
      const next = { ...held, tries: held.tries + 1 };
      await at.meta.put(next, "lock");
      return next;
    });
    if (!lock) return { open: false, left: 0 };
    const found = await unlockWith(pin, lock);
    if (found) {
      key = found;
      await store.together(async (at) => { const held = await at.meta.get("lock"); if (held) await at.meta.put({ ...held, tries: 0 }, "lock"); });
      return { open: true, left: TRIES };
    }
    if (lock.tries >= TRIES) { await erase("tries"); return { open: false, left: 0 }; }
    return { open: false, left: TRIES - lock.tries };
  });
}

/* A new PIN with a fresh key; what an older one held cannot be read any more and goes. */
export async function setPin(pin) {
  const made = await lockWith(pin);
  await store.together(async (at) => {
    await at.meta.put(made.lock, "lock");
    await at.meta.drop("pack");
    await at.meta.drop("erased");
  });
  key = made.key;
}

/* What the pack says now, or null. */
export async function read() {
  const pack = await store.get("pack");
  return key && pack ? decrypt(key, pack.held) : null;
}

export function change(work, until) {
  return alone(async () => {
    const pack = await store.get("pack");
    const next = await work(key && pack ? await decrypt(key, pack.held) : null);
    if (!key || !next) return null;
    await store.put("pack", { held: await encrypt(key, next), until: until || (pack ? pack.until : 0), latest: Math.max(Date.now(), until ? 0 : (pack && pack.latest) || 0) });
    tell("changed");
    return next;
  });
}

/* What came from the server put into what is held: pure, so that it can be tried without a browser. */
export function merged(before, came, waitingFor) {
  const rows = came.full || !before ? {} : { ...before.rows };
  for (const row of came.rows) rows[row[0]] = row;
  for (const gone of came.gone) delete rows[gone];
  const order = came.order.length || came.full ? came.order.filter((one) => rows[one]) : before ? before.order.filter((one) => rows[one]) : [];
  const mine = {};
  for (const [household, one] of Object.entries((before && before.mine) || {})) if (waitingFor.has(Number(household))) mine[household] = one;
  return { routes: came.routes, rows, order, mine };
}

export const marks = (pack) => Object.fromEntries(Object.entries(pack.rows).map(([household, row]) => [household, row[row.length - 1]]));
