// The first load beside that of other inspectors whose builds npm has: bytes, requests and the time until something
// can be put in and is answered, on a slow network and a slow processor, all in one run.
//
// Of what reads tokens, no registry has a built page. jwt.io's, jwt.ms' and token.dev's are not published. CyberChef's package is its
// sources, and `cyberchef-server` has no page. `it-tools`, `omni-tools`, `jwt-decoder`, `jwt-inspector`, `jwt-ui`, `jwt-web`, `jwt-scope`
// and `jwt-tools` are empty, libraries or programs for a terminal; `jwt-encde`, of npm and crates.io, is a window of its own; PyPI has
// none. What is published built: Peculiar's certificate decoder, which takes a paste as this page does, and
// Speedscope, which takes a file. Usage: CLAIMLENS_SITE=dist/site node bench/first-load.mjs
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { launchOptions } from "../e2e/browser.mjs";

const ROUNDS = Number(process.env.CLAIMLENS_BENCH_ROUNDS ?? 5);
/** Lighthouse's slow 4G as it is on the wire, and its factor for a middling phone. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: (1_638_400 / 8), uploadThroughput: (675_000 / 8) };
const SLOWER = 4;

const site = process.env.CLAIMLENS_SITE ?? fileURLToPath(new URL("../../dist/site/", import.meta.url));
const home = await mkdtemp(join(tmpdir(), "claimlens-peers-"));

/** A package of npm, held to its hash, unpacked. */
async function published(name, version, integrity) {
  const folder = await mkdtemp(join(home, "package-"));
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder, `${name}@${version}`], { stdio: ["ignore", "pipe", "ignore"] }));
  const archive = join(folder, filename);
  const hash = `sha512-${createHash("sha512").update(await readFile(archive)).digest("base64")}`;
  if (hash !== integrity) throw new Error(`${name} ${version} is ${hash}, not ${integrity}`);
  execFileSync("tar", ["xzf", archive, "-C", folder]);
  return join(folder, "package");
}

/** The page that Peculiar's documentation has people write: its own script, and the element. */
const DECODER = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Decoder</title>"
  + "<script type=module src=dist/peculiar/peculiar.esm.js></script><peculiar-certificate-decoder></peculiar-certificate-decoder>";

const peers = [
  {
    name: "Claimlens",
    folder: site,
    ready: () => document.documentElement.dataset.state === "ready",
  },
  {
    name: "Peculiar certificate decoder 4.7.0",
    folder: await published("@peculiar/certificates-viewer", "4.7.0", "sha512-SkBGEY1pjwz/7eguBNGlpJg2O+u/bsDVTxIV0A0Y1a3mhT7uJZJBZcCjE0tU2/0FCA88kjP+DuN0cJd1HsEw5w=="),
    page: DECODER,
    ready: () => {
      const element = document.querySelector("peculiar-certificate-decoder");
      return Boolean((element?.shadowRoot ?? element)?.querySelector("textarea"));
    },
  },
  {
    name: "Speedscope 1.25.0",
    folder: join(await published("speedscope", "1.25.0", "sha512-cpf9HWTZf1ijLXBJrk87Ve/54tnYx6rlf0gUThvn3ook6h63hLXVOQiMf44PT+XoV503cPfvfiT5gP5vojp6Ag=="), "dist/release"),
    ready: () => Boolean(document.querySelector("input[type=file]")),
  },
];

const types = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2" };

/** Serves a folder, everything that can be compressed in brotli at its best, made before it is asked for. */
async function serve({ folder, page }) {
  const made = new Map();
  const answerFor = async (path) => {
    if (!made.has(path)) {
      const file = join(folder, normalize(path));
      const found = path === "/index.html" && page ? Buffer.from(page) : existsSync(file) && await readFile(file);
      const plain = /\.(woff2|png|ico)$/.test(path);
      made.set(path, found && { type: types[extname(path)] ?? "application/octet-stream", plain, body: plain ? found : brotliCompressSync(found, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) });
    }
    return made.get(path);
  };
  const server = createServer(async (asked, answer) => {
    const { pathname } = new URL(asked.url, "http://localhost");
    const found = await answerFor(pathname.endsWith("/") ? `${pathname}index.html` : pathname).catch(() => undefined);
    if (!found) return answer.writeHead(404).end();
    return answer.writeHead(200, { "content-type": found.type, "cache-control": "no-store", ...(found.plain ? {} : { "content-encoding": "br" }) }).end(found.body);
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  return { address: `http://127.0.0.1:${server.address().port}/`, end: () => server.close() };
}

/** One visit with nothing kept: what came until it was ready, and in all. */
async function load(browser, { address, ready }, throttled) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, serviceWorkers: "block" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  if (throttled) {
    await devtools.send("Network.emulateNetworkConditions", NETWORK);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  const came = { bytes: 0, requests: 0 };
  const own = new Set();
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => { if (request.url.startsWith("http")) { own.add(requestId); came.requests += 1; } });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => { if (own.has(requestId)) came.bytes += encodedDataLength; });
  const start = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(ready, undefined, { polling: 20, timeout: 120_000 });
  const time = performance.now() - start;
  const until = { ...came };
  await page.waitForLoadState("networkidle");
  await context.close();
  return { time, bytes: until.bytes, requests: until.requests, all: came.bytes };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const browser = await chromium.launch(launchOptions);
try {
  for (const peer of peers) {
    Object.assign(peer, await serve(peer), { times: [] });
    // Unthrottled: the files are compressed by then, and the counts are the same.
    peer.warm = await load(browser, peer, false);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const peer of peers) peer.times.push(await load(browser, peer, true));
  }
  const sums = peers.map(({ name, times }) => ({ name, ...Object.fromEntries(["time", "bytes", "requests", "all"].map((what) => [what, median(times.map((one) => one[what]))])) }));
  const [ours] = sums;
  console.log(`median of ${ROUNDS}; 1.6 Mbit/s, 150 ms, processor ${SLOWER} times slower; brotli 11 for all\n`);
  console.log("| page | bytes until ready | requests | ms until ready | bytes in all | times ours: bytes, ms |\n|---|---|---|---|---|---|");
  for (const one of sums) {
    console.log(`| ${one.name} | ${one.bytes} | ${one.requests} | ${Math.round(one.time)} | ${one.all} | ${(one.bytes / ours.bytes).toFixed(2)}, ${(one.time / ours.time).toFixed(2)} |`);
  }
} finally {
  await browser.close();
  peers.forEach((peer) => peer.end?.());
  await rm(home, { recursive: true, force: true });
}
