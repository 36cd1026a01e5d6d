/* What rests on the phone: IndexedDB, three stores.
   meta    device, lock (salt, iterations, wrapped key, tries), pack (encrypted), serial, clock, last
   ops     records that were not sent yet, sealed to the server's key: nobody reads them here
   photos  sealed photos with how much of each has gone */
const NAME = "linli-phone";
const STORES = ["meta", "ops", "photos"];
let opened = null;

function open() {
  if (!opened) {
    opened = new Promise((done, failed) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        const db = asked.result;
        db.createObjectStore("meta");
        db.createObjectStore("ops", { keyPath: "key" }).createIndex("serial", "serial", { unique: true });
        db.createObjectStore("photos", { keyPath: "key" });
      };
      asked.onsuccess = () => {
        asked.result.onversionchange = () => { asked.result.close(); opened = null; };
        done(asked.result);
      };
      asked.onerror = () => failed(asked.error);
    });
  }
  return opened;
}

const answer = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

/* One transaction over all stores; `work` may await requests of these stores only. Done when it is on disk. */
export async function together(work, mode = "readwrite") {
  const db = await open();
  const turn = db.transaction(STORES, mode);
  const ended = new Promise((done, failed) => {
    turn.oncomplete = () => done();
    turn.onabort = () => failed(turn.error || new Error("aborted"));
    turn.onerror = () => failed(turn.error);
  });
  const stores = Object.fromEntries(STORES.map((name) => {
    const held = turn.objectStore(name);
    return [name, {
      get: (key) => answer(held.get(key)),
      all: () => answer(held.getAll()),
      keys: () => answer(held.getAllKeys()),
      put: (value, key) => answer(key === undefined ? held.put(value) : held.put(value, key)),
      drop: (key) => answer(held.delete(key)),
    }];
  }));
  let found;
  try { found = await work(stores); } catch (fault) { try { turn.abort(); } catch (late) { /* ended already */ } ended.catch(() => {}); throw fault; }
  await ended;
  return found;
}

export const get = (key) => together((at) => at.meta.get(key), "readonly");
export const put = (key, value) => together((at) => at.meta.put(value, key));
export const drop = (...keys) => together(async (at) => { for (const key of keys) await at.meta.drop(key); });
export const waiting = async () => (await together((at) => at.ops.all(), "readonly")).sort((a, b) => a.serial - b.serial);
export const count = async () => (await waiting()).filter((one) => one.state !== "refused").length;

/* A record gets its place in the phone's order and is on disk before anybody is told that it is kept. */
export const keep = (op, photo) => together(async (at) => {
  const serial = ((await at.meta.get("serial")) || 0) + 1;
  await at.meta.put(serial, "serial");
  await at.ops.put({ ...op, serial, state: "waiting", why: "" });
  if (photo) await at.photos.put(photo);
  return serial;
});
