// The checker's worker: it can call nobody, whatever it is told to do and even where no header says so; it needs no
// WebCrypto and no https; it can be stopped; and if it dies the page does not.
import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, test } from "node:test";
import { NOW, except, fetched, lan, launched, needsLan, place, visit } from "./browser.mjs";
import { Checker } from "./checker.mjs";
import { Keys } from "./keys.mjs";
import { changed, relay, serve } from "./server.mjs";
import { access, encode } from "./tokens.mjs";

const browser = await launched();

/** A server of somebody else's, and what was asked of it. */
async function foreigner(headers) {
  const { server, origin } = await serve((request, response) => response.writeHead(200, { "access-control-allow-origin": "*", ...headers }).end());
  const seen = { connections: 0, requests: [] };
  server.on("connection", () => { seen.connections += 1; });
  server.on("request", (request) => seen.requests.push(request.url));
  server.on("upgrade", (request, socket) => { seen.requests.push(request.url); socket.destroy(); });
  return { seen, url: `${origin}/` };
}

/** The page as a server without any header of ours gives it away, or a disk does; `change` may change the page's text. */
const bare = (change = (text) => text) => (place === "file" ? changed(change) : relay(({ status, headers, body }) => {
  const type = headers["content-type"];
  return {
    status,
    headers: { "content-type": type, "cache-control": "no-store" },
    body: type?.startsWith("text/html") ? change(body.toString()) : body,
  };
}));

/** In the worker, before the checker's own script: tries every way out, and tells what became of it by a channel. */
const tries = (foreign) => `
(async () => {
  const came = {};
  const note = (name, way) => Promise.race([
    Promise.resolve().then(way).then(() => "went", () => "refused"),
    new Promise((done) => setTimeout(done, 4000, "hangs")),
  ]).then((word) => { came[name] = word; });
  await Promise.all([
    note("fetch", () => fetch("${foreign}fetch?key=secret", { mode: "no-cors" })),
    note("XMLHttpRequest", () => new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.onload = done;
      request.onerror = fail;
      request.open("GET", "${foreign}xhr?key=secret");
      request.send();
    })),
    note("importScripts", () => importScripts("${foreign}script.js?key=secret")),
    note("import()", () => import("${foreign}module.js?key=secret")),
    note("WebSocket", () => new Promise((done, fail) => {
      const socket = new WebSocket("${foreign.replace("http", "ws")}socket?key=secret");
      socket.onopen = done;
      socket.onerror = fail;
    })),
    note("EventSource", () => new Promise((done, fail) => {
      const source = new EventSource("${foreign}events?key=secret");
      source.onopen = done;
      source.onerror = fail;
    })),
    note("a worker inside", () => new Promise((done, fail) => {
      const inner = new Worker("${foreign}worker.js?key=secret");
      inner.onmessage = done;
      inner.onerror = fail;
    })),
    note("eval", () => (0, eval)("1")),
  ]);
  new BroadcastChannel("tries").postMessage(came);
})();
`;

/** Starts a checker that tries every way out; what became of them. */
async function tried(page, foreign) {
  await page.evaluate(() => {
    globalThis.tries = new Promise((done) => {
      new BroadcastChannel("tries").onmessage = ({ data }) => done(data);
    });
  });
  const checker = await Checker.start(page, { before: tries(foreign) });
  return { checker, came: await page.evaluate(() => globalThis.tries) };
}

const WAYS = ["fetch", "XMLHttpRequest", "importScripts", "import()", "WebSocket", "EventSource", "a worker inside", "eval"];

describe("the worker has the page's policy", () => {
  test("by the policy in the page alone, without any header, nothing gets out of it", async () => {
    const foreign = await foreigner();
    const site = await bare();
    const context = await browser.newContext();
    const page = await context.newPage();
    const finished = [];
    context.on("requestfinished", (request) => finished.push(request.url()));
    const first = await page.goto(site);
    assert.equal(first?.headers()["content-security-policy"], undefined);
    await page.waitForFunction(() => document.documentElement.dataset.checker === "loaded");
    const { checker, came } = await tried(page, foreign.url);
    assert.deepEqual(came, Object.fromEntries(WAYS.map((way) => [way, "refused"])));
    assert.deepEqual(foreign.seen, { connections: 0, requests: [] });
    assert.ok(finished.length > fetched("a", "b", "c", "d", "e").length && finished.every((address) => !address.startsWith(foreign.url)), finished.join("\n"));
    // And it does what it is there for.
    assert.equal(await checker.crypto(hs256("a"), "a"), "valid");
    await context.close();
  });

  // What the test above would see if the policy were not there: it can fail.
  test("without the policy all of that gets out", async () => {
    const foreign = await foreigner({ "content-type": "text/javascript" });
    const site = await bare((html) => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(site);
    await page.waitForFunction(() => document.documentElement.dataset.checker === "loaded");
    const { came } = await tried(page, foreign.url);
    for (const way of ["fetch", "XMLHttpRequest", "importScripts", "eval"]) assert.equal(came[way], "went", way);
    const paths = foreign.seen.requests.map((address) => address.split("?")[0]);
    for (const path of ["/fetch", "/xhr", "/script.js", "/socket"]) assert.ok(paths.includes(path), `${path} of ${paths}`);
    await context.close();
  });

  test("it reports nothing to the console of a page with a header, and it asks for nothing", async () => {
    const { seen, checker } = await started();
    assert.equal(await checker.crypto(hs256("a"), "a"), "valid");
    await checker.end();
    await seen.end();
  });
});

/** A checker in a visit of its own, which then is to be quiet. */
async function started(options) {
  const seen = await visit(browser);
  const checker = await Checker.start(seen.page, options);
  await checker.search("", "");
  seen.loaded = seen.requests.length;
  return { seen, checker };
}

/** A token signed with HS256. */
function hs256(secret, claims = { sub: "a" }) {
  const input = `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify(claims))}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

/** A token signed with ES256, and its key. */
function es256() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const input = `${encode('{"alg":"ES256"}')}.${encode('{"sub":"a"}')}`;
  const signature = sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return { token: `${input}.${signature.toString("base64url")}`, pem: publicKey.export({ type: "spki", format: "pem" }) };
}

describe("what it does without", () => {
  test("WebCrypto: it verifies where there is none", async () => {
    const seen = await visit(browser, { prepare: ({ page }) => page.addInitScript(() => { delete Crypto.prototype.subtle; }) });
    assert.equal(await seen.page.evaluate(() => crypto.subtle), undefined);
    const checker = await Checker.start(seen.page, { before: "delete Crypto.prototype.subtle; delete self.crypto;" });
    seen.loaded = seen.requests.length;
    const { token, pem } = es256();
    assert.equal(await checker.crypto(token, pem), "valid");
    assert.equal(await checker.crypto(token.replace(/.$/, (last) => (last === "A" ? "E" : "A")), pem), "invalid");
    await seen.end();
  });

  test("https: it verifies in an intranet", needsLan, async () => {
    const seen = await visit(browser, { address: lan });
    assert.equal(await seen.page.evaluate(() => isSecureContext), false);
    const checker = await Checker.start(seen.page);
    const { token, pem } = es256();
    assert.equal(await checker.crypto(token, pem), "valid");
    await seen.context.close();
  });

  test("the network: after one visit it checks, and searches its list, without", async () => {
    const seen = await visit(browser);
    await seen.context.setOffline(true);
    await seen.page.reload();
    await seen.page.waitForFunction(() => document.documentElement.dataset.checker);
    assert.equal(await seen.page.evaluate(() => document.documentElement.dataset.checker), "loaded");
    const checker = await Checker.start(seen.page);
    const { token, pem } = es256();
    assert.equal(await checker.crypto(token, pem), "valid");
    const list = await seen.page.evaluate(async () => {
      const { secrets, secretsIntegrity: integrity } = document.querySelector("#boot").dataset;
      return (await fetch(secrets, { integrity })).text();
    });
    assert.ok(list.split("\n").length > 10_000);
    assert.equal((await checker.search(hs256("your-256-bit-secret"), list)).found, "your-256-bit-secret");
    await seen.context.close();
  });
});

describe("how it works", () => {
  const once = "it measures, which is done once, with nothing else beside it";
  const MEASURES = except({ below: once, file: once });
  const candidates = (count) => Array.from({ length: count }, (_, n) => `candidate-${n}`).join("\n");

  test("a search tells how far it is about every fifty milliseconds, and stops when it is told to", MEASURES, async () => {
    const { seen } = await started();
    const result = await seen.page.evaluate(({ token }) => new Promise((done) => {
      const [{ worker }] = globalThis.checkers;
      const list = Array.from({ length: 1_500_000 }, (_, n) => `candidate-${n}`).join("\n");
      const told = [];
      let stop;
      worker.onmessage = ({ data }) => {
        const answer = JSON.parse(data);
        told.push({ at: performance.now(), ...answer });
        if (told.length === 6) {
          stop = performance.now();
          worker.postMessage(JSON.stringify({ job: 1, do: "stop" }));
        }
        if (answer.done) done({ told, stop });
      };
      worker.postMessage(JSON.stringify({ job: 1, do: "search", token, list }));
    }), { token: hs256("x") });
    const { told, stop } = result;
    const last = told.at(-1);
    assert.deepEqual([last.stopped, last.found, last.of], [true, null, 1_500_001]);
    assert.ok(last.tried > 0 && last.tried < last.of, `${last.tried}`);
    assert.ok(last.at - stop < 150, `stopped after ${last.at - stop} ms`);
    const gaps = told.slice(1, 6).map((answer, n) => answer.at - told[n].at).sort((a, b) => a - b);
    assert.ok(gaps[2] > 30 && gaps[2] < 80, `told every ${gaps} ms`);
    assert.ok(told.slice(1).every((answer, n) => answer.tried >= told[n].tried), "it went back");
    await seen.end();
  });

  test("a check that is asked for while it searches does not wait for the end", MEASURES, async () => {
    const { seen, checker } = await started();
    const search = checker.timed({ do: "search", token: hs256("x"), list: candidates(400_000) });
    const { took, answer } = await checker.timed({ do: "check", tokens: [hs256("a")], keys: [{ text: "a" }] });
    assert.equal(answer.tokens[0].crypto, "valid");
    const searched = await search;
    assert.equal(searched.answer.found, null);
    assert.ok(took < searched.took / 2, `${took} of ${searched.took} ms`);
    await seen.end();
  });

  test("requests that come one upon the other are answered each", async () => {
    const { seen, checker } = await started();
    const answers = await Promise.all(["a", "b", "c"].map((key) => checker.crypto(hs256("b"), key)));
    assert.deepEqual(answers, ["invalid", "valid", "invalid"]);
    await seen.end();
  });

  test("what is no request is answered as such", async () => {
    const { seen, checker } = await started();
    assert.match((await checker.ask({ do: "dance" })).problem, /could not be read/);
    assert.match((await checker.search("no token", ["a"])).problem, /HS256/);
    await seen.end();
  });
});

describe("when it dies", () => {
  /** In the worker, before its own script: the WASM stops at its first step, as it does where a panic is met. */
  const FAULT = `{
    const real = WebAssembly.Instance;
    WebAssembly.Instance = function (...given) {
      const { exports } = new real(...given);
      const step = () => { throw new WebAssembly.RuntimeError("unreachable"); };
      return { exports: { ...exports, step } };
    };
  }`;

  test("the worker says so once and is gone; nothing is written to the console", async () => {
    const seen = await visit(browser);
    const checker = await Checker.start(seen.page, { before: FAULT });
    await assert.rejects(checker.crypto(hs256("a"), "a"), /the checker has died/);
    // Another one is not touched by it.
    const other = await Checker.start(seen.page);
    assert.equal(await other.crypto(hs256("a"), "a"), "valid");
    seen.loaded = seen.requests.length;
    await seen.end();
  });

  test("the page says so in words, goes on, and checks again with another", async () => {
    // The page's own worker, with the fault in front of it: the first of them alone.
    const seen = await visit(browser, {
      now: NOW,
      prepare: ({ page }) => page.addInitScript((fault) => {
        const Real = Worker;
        let number = 0;
        globalThis.Worker = function (address) {
          number += 1;
          if (number > 1) return new Real(address);
          return new Real(create.call(URL, new Blob([fault, script])));
        };
        const create = URL.createObjectURL;
        let script;
        URL.createObjectURL = (blob) => {
          script = blob;
          return create.call(URL, blob);
        };
      }, FAULT),
    });
    const { page, claimlens } = seen;
    const keys = new Keys(seen);
    await claimlens.replace(hs256("a"));
    await keys.open();
    await page.fill("#key-text", "a");
    await page.locator("#checked", { hasText: "has stopped" }).waitFor();
    assert.match(await claimlens.headline(), /JWT/);
    await claimlens.replace(access());
    assert.match(await claimlens.headline(), /^Access token from login\.example\.com/);
    await claimlens.replace(hs256("b"));
    await keys.give("b");
    assert.equal((await keys.outcome()).tone === "bad", false, (await keys.outcome()).text);
    assert.match((await keys.outcome()).lead, /^The signature verifies/);
    await seen.end();
  });
});
