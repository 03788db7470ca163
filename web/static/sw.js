// Keeps this build for visits without a network. It knows the files of one build and nothing else: their
// names and hashes are put in front of this text by the build, as BUILD.
//
// Of the build only what BUILD lists is ever kept, only when it hashes to what is listed, and only once, when this
// worker is installed. Besides it keeps what has no hash because it is not the build's: the settings of whoever runs
// the page, config.json, and the checklists that it names. They are asked for first where there is a network, as the
// page is, so that a change shows at the next visit; the last that came is for visits without one, so that the page is
// the same page there. They lie apart, and outlive a build. What comes by any other address, by another method than
// GET, or with the wish not to be stored, is none of its business: it goes to the network as if there were no worker.
//
// Caches belong to the origin, which an internal server may share with other tools and with another Claimlens
// below another path: the name has the path, with a space behind it, which no path has.
const PREFIX = `claimlens ${new URL("./", self.location).pathname} `;
const CACHE = PREFIX + BUILD.name;
const SETTINGS = `${PREFIX}settings`;
/** How long the page itself may take to come from the network before the kept one is shown, in milliseconds. */
const PATIENCE = 4000;

const base = new URL("./", self.location).href;
const addresses = new Map(Object.entries(BUILD.files).map(([name, integrity]) => [new URL(name, base).href, integrity]));
const PAGE = new URL("index.html", base).href;
const CONFIG = new URL("config.json", base).href;

/** Fetches a listed file and holds it to its hash. The page is asked for anew: an old one may be cached. */
async function load(address, integrity) {
  const page = address === PAGE;
  const response = await fetch(page ? base : address, { integrity, cache: page ? "no-cache" : "default", credentials: "same-origin" });
  if (!response.ok || /\bno-store\b/i.test(response.headers.get("cache-control") ?? "")) {
    throw new Error(`${address} cannot be kept (${response.status}).`);
  }
  // Some servers lead from the folder to its index.html. A browser opens no page with an answer that was led elsewhere,
  // and the content is the right one, whatever its address was.
  if (!response.redirected) return response;
  return new Response(await response.blob(), { headers: response.headers });
}

/** All files or none: a page with half of its files would be worse than none. */
async function install() {
  const loaded = await Promise.all([...addresses].map(async ([address, integrity]) => [address, await load(address, integrity)]));
  const cache = await caches.open(CACHE);
  await Promise.all(loaded.map(([address, response]) => cache.put(address, response)));
  // The page has asked for its settings before there was a worker.
  await settle(CONFIG).catch(() => {});
  await Promise.all([...(await named())].map((address) => settle(address).catch(() => {})));
  await self.skipWaiting();
}

/** The addresses of the checklists that the kept settings name: names, and no way out of this folder. */
async function named() {
  try {
    const { checklists } = await (await set(CONFIG)).json();
    const names = checklists.filter((name) => /^[A-Za-z0-9_][\w.-]*\.json$/.test(name));
    return new Set(names.slice(0, 20).map((name) => new URL(name, base).href));
  } catch {
    return new Set();
  }
}

/**
 * Asks for settings and keeps what came. An answer that there are none is one, and the old ones go; so do those that are
 * not to be kept any more. A page in their place (a login, say) is no answer.
 */
async function settle(request) {
  const response = await fetch(request, { cache: "no-cache", credentials: "same-origin" });
  const address = request.url ?? request;
  const store = await caches.open(SETTINGS);
  const unkept = /\bno-store\b/i.test(response.headers.get("cache-control") ?? "");
  if (response.status === 404 || response.status === 410 || (response.ok && unkept)) await store.delete(address);
  const led = response.redirected || /^text\/html/i.test(response.headers.get("content-type") ?? "");
  if (!response.ok || response.type !== "basic" || unkept || led) return response;
  await store.put(address, response.clone());
  if (address !== CONFIG) return response;
  const names = await named();
  for (const { url } of await store.keys()) {
    if (url !== CONFIG && !names.has(url)) await store.delete(url);
  }
  return response;
}

/** Removes what older builds kept. */
async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE && name !== SETTINGS).map((name) => caches.delete(name)));
}

/** Tells open pages which files this build has: one that is made of others is an older one, and may say so. */
async function tell() {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  for (const client of open) client.postMessage({ files: Object.keys(BUILD.files) });
}

const kept = async (address) => (await caches.open(CACHE)).match(address);

const set = async (address) => (await caches.open(SETTINGS)).match(address);

/** Settings: what the server has now; the kept ones where it has nothing to say, or takes too long. */
async function settings(request, address) {
  if (address !== CONFIG && !(await named()).has(address)) return fetch(request);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const asked = settle(request);
  asked.catch(() => {});
  try {
    const response = await Promise.race([asked, late]);
    if (response && (response.ok || response.status === 404 || response.status === 410)) return response;
  } catch {
    // No network.
  }
  return (await set(address)) ?? asked;
}

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

/** Whether it may be the address of a checklist. The build's own lists are none. */
const beside = (address) => address.startsWith(base) && /^[A-Za-z0-9_][\w.-]*\.json$/.test(address.slice(base.length)) && address !== new URL("build.json", base).href;

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
  } else if (request.cache !== "no-store" && (address === CONFIG || beside(address))) {
    event.respondWith(settings(request, address));
  }
});
