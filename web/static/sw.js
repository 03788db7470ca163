// Keeps this build for visits without a network. It knows the files of one build and nothing else: their
// names and hashes are put in front of this text by the build, as BUILD.
//
// Only what BUILD lists is ever kept, only when it hashes to what is listed, and only once, when this
// worker is installed. What comes by any other address, by another method than GET, or with the wish not to be
// stored, is none of its business: it goes to the network as if there were no worker.
//
// Caches belong to the origin, which an internal server may share with other tools and with another Claimlens
// below another path: the name has the path, with a space behind it, which no path has.
const PREFIX = `claimlens ${new URL("./", self.location).pathname} `;
const CACHE = PREFIX + BUILD.name;
/** How long the page itself may take to come from the network before the kept one is shown, in milliseconds. */
const PATIENCE = 4000;

const base = new URL("./", self.location).href;
const addresses = new Map(Object.entries(BUILD.files).map(([name, integrity]) => [new URL(name, base).href, integrity]));
const PAGE = new URL("index.html", base).href;

/** Fetches a listed file and holds it to its hash. The page is asked for anew: an old one may be cached. */
async function load(address, integrity) {
  const page = address === PAGE;
  const response = await fetch(page ? base : address, { integrity, cache: page ? "no-cache" : "default", credentials: "same-origin" });
  if (!response.ok || /\bno-store\b/i.test(response.headers.get("cache-control") ?? "")) {
    throw new Error(`${address} cannot be kept (${response.status}).`);
  }
  return response;
}

/** All files or none: a page with half of its files would be worse than none. */
async function install() {
  const loaded = await Promise.all([...addresses].map(async ([address, integrity]) => [address, await load(address, integrity)]));
  const cache = await caches.open(CACHE);
  await Promise.all(loaded.map(([address, response]) => cache.put(address, response)));
  await self.skipWaiting();
}

/** Removes what older builds kept. */
async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/** Tells open pages which files this build has: one that is made of others is an older one, and may say so. */
async function tell() {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const client of open) client.postMessage({ files: Object.keys(BUILD.files) });
}

const kept = async (address) => (await caches.open(CACHE)).match(address);

/** A file named by its content: the kept one is the right one. */
async function file(request) {
  return (await kept(request.url)) ?? fetch(request);
}

/** The page: what the server has now; the kept one where it has nothing, or takes too long. */
async function page(request) {
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  try {
    const response = await Promise.race([fetch(request), late]);
    if (response && (response.ok || response.type === "opaqueredirect")) return response;
  } catch {
    // No network.
  }
  return (await kept(PAGE)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([clean(), tell()])));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = request.url.replace(/#.*/, "");
  if (request.mode === "navigate") {
    if (address === base || address === PAGE) event.respondWith(page(request));
  } else if (addresses.has(address) && address !== PAGE) {
    event.respondWith(file(request));
  }
});
