// A report handed on is redacted, and says what was masked; a link holds no token; what comes by a link is hostile.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { CLIPBOARD, NOW, launched, place, url, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();

const PERSON = { email: "grace.hopper@navy.example", name: "Grace Hopper", sub: "7b9c2f1e-1111-4222-8333-944455556666", jti: "one-token-id-8Zk2LmQw91xY" };
const context = { ...CLIPBOARD, acceptDownloads: true };

/** Opens the page with a token of a person, and the panel. */
async function opened(options = {}) {
  const seen = await visit(browser, { now: NOW, context: { ...context, ...options } });
  const token = access(PERSON);
  await seen.claimlens.replace(token);
  await seen.page.click("#share > summary");
  await seen.page.locator("#masked").waitFor();
  return { seen, token };
}

/** Nothing in the text is of the token or of the person. */
function assertRedacted(text, token) {
  const signature = token.split(".")[2];
  for (const secret of [token, signature, signature.slice(0, 12), PERSON.email, "grace.hopper", PERSON.name, PERSON.sub, PERSON.jti]) {
    assert.ok(!text.includes(secret), `${secret} is in ${text}`);
  }
}

test("Markdown and JSON are redacted, on the clipboard and as files, and list what was masked", async () => {
  const { seen, token } = await opened();
  const { page } = seen;
  assert.match(await seen.text("#masked"), /E-mail addresses and login names.*email/);
  for (const [value, wanted] of [["share:markdown", /^# Claimlens report/], ["share:json", /^\{/], ["report:", /^# Claimlens report/]]) {
    await page.click(`[data-v="${value}"]`);
    await page.locator(`[data-v="${value}"][data-done]`).waitFor();
    const copied = await seen.clipboard();
    assert.match(copied, wanted);
    assert.match(copied, /masked/i);
    assertRedacted(copied, token);
  }
  const json = JSON.parse(await page.evaluate(async () => {
    document.querySelector("[data-v='share:json']").click();
    await new Promise((done) => setTimeout(done, 200));
    return navigator.clipboard.readText();
  }));
  assert.ok(json.masked.some(({ path }) => path.endsWith("email")));
  for (const [ending, wanted] of [["md", /^# Claimlens report/], ["json", /^\{/]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-do=share-save][data-v=${ending}]`)]);
    assert.equal(download.suggestedFilename(), `claimlens-report.${ending}`);
    const saved = await readFile(await download.path(), "utf8");
    assert.match(saved, wanted);
    assertRedacted(saved, token);
  }
  await seen.end();
});

test("what a person leaves as it is stays, and nothing else", async () => {
  const { seen } = await opened();
  await seen.page.check("#share-keep-login");
  await seen.page.locator("#masked li", { hasText: "left as it is" }).waitFor();
  await seen.page.click("[data-v='share:markdown']");
  await seen.page.locator("[data-v='share:markdown'][data-done]").waitFor();
  const copied = await seen.clipboard();
  assert.ok(copied.includes(PERSON.email));
  assert.ok(!copied.includes(PERSON.name) && !copied.includes(PERSON.sub));
  assert.equal(await seen.page.locator("#share-keep-secret").count(), 0, "secrets cannot be left");
  await seen.end();
});

test("a link shows the redacted report to whoever opens it, and asks nobody", async () => {
  const { seen, token } = await opened();
  const { page } = seen;
  const before = page.url();
  await page.click("#make-link");
  const link = await seen.text("#link .link-text");
  assert.equal(page.url(), before, "the page's own address stays");
  // Of a file on a disk nobody is told the folder.
  const start = place === "file" ? new URL(url).pathname.split("/").at(-1) : url;
  assert.ok(link.startsWith(`${start}#share/1/`), link);
  assertRedacted(Buffer.from(link.split("/").pop(), "base64url").toString(), token);
  await page.check("#share-omit-claims");
  await page.locator("#link").waitFor({ state: "detached" });
  await page.click("#make-link");
  const shorter = await seen.text("#link .link-text");
  assert.ok(shorter.length < link.length);
  await seen.end();

  const other = await visit(browser, { now: NOW, address: new URL(link, url).href });
  assert.match(await other.text("#page-title"), /somebody shared/);
  assert.match(await other.text("#link-notice"), /nothing here was checked/);
  const shown = await other.text("#page");
  assert.match(shown, /Not checked/);
  assert.match(shown, /https:\/\//);
  assertRedacted(shown, token);
  assert.equal(await other.page.locator("#page .good").count(), 0, "nothing is green that nobody here has looked at");
  assert.ok(other.requests.every((request) => !request.includes("share")), "the fragment is sent to nobody");
  await other.page.click("text=Go to the paste box");
  assert.ok(await other.page.isVisible("#paste"));
  await other.end();
});

test("expectations travel by a link, and are used only when somebody says so", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access());
  await seen.claimlens.expect({ issuer: "https://login.example.com/", audience: "orders" });
  await seen.page.click("[data-do=share-policy]");
  const link = await seen.text("#policy-link .link-text");
  await seen.page.fill("#expect-audience", "other");
  await seen.page.locator("#policy-link").waitFor({ state: "detached" });
  await seen.end();

  const other = await visit(browser, { now: NOW, address: new URL(link, url).href });
  assert.match(await other.text("#link-policy"), /Issuer ?https:\/\/login\.example\.com\/.*orders/);
  assert.equal(await other.page.evaluate(() => sessionStorage.length), 0, "nothing is taken by looking");
  await other.page.click("[data-do=take-policy]");
  await other.claimlens.settled();
  assert.ok(await other.page.isVisible("#paste"));
  await other.claimlens.replace(access());
  assert.equal(await other.page.inputValue("#expect-audience"), "orders");
  assert.ok(await other.page.locator("#checks li").count() >= 2);
  await other.end();
});

test("a link that is broken, foreign, too long or of another version says what to do", async () => {
  const base64 = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
  const links = {
    "share/1/": "empty", "share/1/%%%": "no base64url", [`share/1/${base64("{")}`]: "no JSON", [`share/2/${base64({})}`]: "another version",
    [`share/1/${base64({ __proto__: null, constructor: 1, x: "<img src=x onerror=alert(1)>" })}`]: "unknown members",
    [`policy/1/${base64({ issuer: 7 })}`]: "wrong type", [`share/1/${"A".repeat(1_000_000)}`]: "too long",
    [`share/1/${base64("[".repeat(5000))}`]: "too deep", "policy/1/not-base64!": "no base64url",
  };
  const seen = await visit(browser, { now: NOW });
  for (const [fragment, what] of Object.entries(links)) {
    await seen.page.evaluate((hash) => { location.hash = hash; }, fragment);
    await seen.page.locator("#link-fault").waitFor();
    assert.match(await seen.text("#page-title"), /cannot be read/, what);
    assert.match(await seen.text("#link-fault"), /found .* expected /i, what);
    await seen.page.evaluate(() => { location.hash = "inspect"; });
    await seen.page.locator("#link-fault").waitFor({ state: "detached" });
  }
  await seen.end();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing and nothing runs over at 320 px, ${colorScheme}`, async () => {
    const { seen } = await opened({ colorScheme, viewport: { width: 320, height: 800 } });
    await seen.page.click("#make-link");
    const link = await seen.text("#link .link-text");
    const look = async () => {
      await assertForEveryone(seen.page);
      await assertFits(seen.page);
    };
    await look();
    await seen.page.evaluate((hash) => { location.hash = hash; }, new URL(link, url).hash);
    await seen.page.locator("#link-notice").waitFor();
    await look();
    await seen.end();
  });
}
