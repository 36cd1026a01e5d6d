/* Keys. The pack is encrypted with a key that only the PIN unwraps (PBKDF2-SHA-256, slow); records to send are closed
   to the server's public key (ECDH P-256, HKDF-SHA-256, AES-256-GCM), so that neither PIN nor phone is needed to keep them. */
const subtle = crypto.subtle;
const LEAST = 600000, MOST = 3000000, PATIENCE = 700;
const text = new TextEncoder();

export const bytes = (size) => crypto.getRandomValues(new Uint8Array(size));
export function base64(buffer) {
  const held = new Uint8Array(buffer);
  let out = "";
  for (let at = 0; at < held.length; at += 8192) out += String.fromCharCode(...held.subarray(at, at + 8192));
  return btoa(out);
}
export const unbase64 = (words) => Uint8Array.from(atob(words), (one) => one.charCodeAt(0));
export function uuid() {
  const held = bytes(16);
  held[6] = (held[6] & 15) | 64;
  held[8] = (held[8] & 63) | 128;
  const hex = Array.from(held, (one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* Weak: fewer than six digits, one digit or pair repeated, runs up or down, a date of birth's year pattern is not asked. */
export function weak(pin) {
  if (!/^\d{6,12}$/.test(pin)) return "short";
  const digits = Array.from(pin, Number);
  const step = (by) => digits.every((one, at) => at === 0 || one === (digits[at - 1] + by + 10) % 10);
  const repeats = (size) => pin.length % size === 0 && pin === pin.slice(0, size).repeat(pin.length / size);
  const mirrored = pin === Array.from(pin).reverse().join("");
  if (step(1) || step(-1) || step(0) || repeats(2) || repeats(3) || (mirrored && new Set(pin).size < 3)) return "weak";
  if (new Set(pin).size < 3 || ["147258", "258369", "159357", "789456", "112233", "520131", "201314", "521131"].some((one) => pin.startsWith(one))) return "weak";
  return "";
}

async function derived(pin, salt, iterations) {
  const base = await subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/* How many rounds this phone does in the time that one waits for it; never fewer than the least. */
export async function rounds() {
  const begun = performance.now();
  await derived("000000", bytes(16), 100000);
  const each = Math.max(1, performance.now() - begun) / 100000;
  return Math.min(MOST, Math.max(LEAST, Math.round(PATIENCE / each / 10000) * 10000));
}

/* A fresh pack key behind a new PIN: what is kept, and the key to work with. */
export async function lockWith(pin) {
  const salt = bytes(16), iv = bytes(12), iterations = await rounds();
  const key = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await subtle.wrapKey("raw", key, await derived(pin, salt, iterations), { name: "AES-GCM", iv });
  const lock = { salt, iv, iterations, wrapped, tries: 0 };
  return { lock, key: await unlockWith(pin, lock) };
}

/* The pack key, or null for a wrong PIN. */
export async function unlockWith(pin, lock) {
  try {
    return await subtle.unwrapKey("raw", lock.wrapped, await derived(pin, lock.salt, lock.iterations), { name: "AES-GCM", iv: lock.iv }, "AES-GCM", false, ["encrypt", "decrypt"]);
  } catch (fault) {
    return null;
  }
}

export async function encrypt(key, value) {
  const iv = bytes(12);
  return { iv, c: await subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(JSON.stringify(value))) };
}
export async function decrypt(key, held) {
  return JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv: held.iv }, key, held.c)));
}

/* A box for the server: seal = {k, p}. With `apart` the content stays bytes of its own (photos go in parts). */
export async function close(seal, about, content, apart = false) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await subtle.importKey("raw", unbase64(seal.p), curve, false, []);
  const own = await subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: point, info: text.encode("linli phone box 1") }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = bytes(12);
  const plain = content instanceof Uint8Array ? content : text.encode(JSON.stringify(content));
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(about) }, key, plain);
  const box = { k: seal.k, e: base64(point), i: base64(iv) };
  return apart ? { box, sealed } : { ...box, c: base64(sealed) };
}
