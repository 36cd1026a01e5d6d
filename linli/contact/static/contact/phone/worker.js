/* Serves the phone's pages from this phone. VERSION and FILES stand before this text (views/offline.py): they change with
   any of the files, so a new version is fetched whole, and the old one serves until every page of it is closed.
   Nothing about people is ever kept here: what is asked of the server goes straight to it. */
const CACHE = `linli-phone-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE)
    .then((cache) => Promise.all(FILES.map((one) => fetch(new Request(one, { cache: "reload", credentials: "same-origin" })).then((answer) => {
      if (!answer.ok) throw new Error(one);
      return cache.put(one, answer);
    }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("linli-phone-") && name !== CACHE).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const address = new URL(event.request.url);
  if (address.origin !== self.location.origin) return;
  const page = event.request.mode === "navigate" && address.pathname === FILES[0];
  const wanted = page ? FILES[0] : address.pathname;
  if (!page && !FILES.some((one) => one.split("?")[0] === wanted)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted, { ignoreSearch: true })).then((found) => found || fetch(event.request)));
});
