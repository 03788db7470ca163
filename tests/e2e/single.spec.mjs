// claimlens.html: the whole page in one file, opened from a disk. Nothing is asked for, everything works, and what
// needs somebody to ask shows the lines to do it by hand.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { NOW, launched, url, visit } from "./browser.mjs";
import { copied } from "./server.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();


test("opened from a disk it answers, and asks nobody for anything", async () => {
  const seen = await visit(browser, { now: NOW });
  const { page, claimlens } = seen;
  assert.deepEqual(seen.requests.filter((request) => !/^(data|blob):/.test(request)), [url]);
  await claimlens.replace(access());
  assert.match(await claimlens.headline(), /token/i);
  for (const [hash, wanted] of [["reference/region/mypurecloud.ie", /mypurecloud\.ie/], ["walkthroughs", /Enforce SAML SSO/], ["grants", /grant/], ["privacy", /What leaves this browser/]]) {
    await seen.go(hash);
    assert.match(await seen.text("#page"), wanted);
  }
  await seen.end();
});

test("the policy allows no request, and holds without a server", async () => {
  const html = await readFile(new URL(url), "utf8");
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)[1];
  assert.match(policy, /^default-src 'none'; script-src ('sha256-[A-Za-z0-9+/]{43}=' )+'wasm-unsafe-eval'; /);
  assert.match(policy, /connect-src 'none'; worker-src blob:;/);
  const seen = await visit(browser);
  const blocked = await seen.page.evaluate(() => new Promise((done) => {
    addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true });
    const request = new XMLHttpRequest();
    request.onload = () => done("let through");
    request.open("GET", "https://example.com/");
    request.send();
  }));
  assert.equal(blocked, "connect-src");
  await assert.rejects(seen.page.evaluate(() => fetch("https://example.com/")), /asks nobody for anything/);
  await seen.context.close();
});

test("signatures are checked in its worker", async () => {
  const seen = await visit(browser);
  const answer = await seen.page.evaluate(async () => {
    const { checker, checkerWasm } = document.getElementById("boot").dataset;
    const worker = new Worker(URL.createObjectURL(await (await fetch(checker)).blob()));
    const came = new Promise((done) => { worker.onmessage = ({ data }) => done(JSON.parse(data)); });
    worker.postMessage(await (await fetch(checkerWasm)).arrayBuffer());
    worker.postMessage(JSON.stringify({
      job: 1, do: "check", now: 1516239022, own_keys: false,
      keys: [{ text: "your-256-bit-secret", reading: "text" }],
      // The token that every tutorial shows; its secret is the key.
      tokens: ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"],
    }));
    return came;
  });
  assert.equal(answer.tokens[0].crypto, "valid");
  // The worker's own address, which is in this tab's memory.
  seen.requests = seen.requests.filter((request) => !request.startsWith("blob:"));
  await seen.end();
});

test("Request shows the lines to send by hand, and says why it sends nothing", async () => {
  const seen = await visit(browser);
  await seen.go("request");
  await seen.page.locator("#companion .missing").waitFor();
  assert.match(await seen.text("#leaves"), /Nothing is sent from here/);
  assert.match(await seen.text("#page"), /curl/);
  await seen.page.click("#companion summary");
  await seen.page.fill("#request-address", "https://proxy.example");
  await seen.page.click("[data-do=request-companion]");
  assert.match(await seen.text("#companion"), /one file on a disk, and its policy allows no request/);
  await seen.end();
});

test("a walk is kept for the file, and the page says that it needs no network", async () => {
  const seen = await visit(browser);
  const { page, claimlens } = seen;
  await seen.go("walkthroughs");
  assert.match(await seen.text(".offline .single"), /one file on your disk/);
  assert.ok(await page.isVisible(".offline .single"));
  await page.click("[data-do=walk-begin]");
  await claimlens.settled();
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.tables === "loaded");
  await seen.go("walkthroughs");
  assert.equal(await page.locator("#walks li").count(), 1);
  assert.deepEqual(seen.requestsSince(), [url], "the reload");
  seen.loaded = seen.requests.length;
  await seen.end();
});

test("what the page says of itself is true of a file", async () => {
  const seen = await visit(browser);
  await seen.go("privacy");
  await seen.page.locator("#build-is").waitFor();
  assert.match(await seen.text("#policy-in-words"), /Requests by a program ?nothing/);
  const words = await seen.text("#page");
  assert.match(words, /sha256sum --ignore-missing --check SHA256SUMS/);
  assert.doesNotMatch(words, /curl|check-site/);
  await seen.end();
});

test("a damaged file says so, and keeps what was typed", async () => {
  // The program's bytes are cut off; scripts and policy are as they were.
  const cut = await copied(url, (html) => html.replace(/(data-file="program\.wasm">.{1000})[^<]*/, "$1"));
  const seen = await visit(browser, { ready: false });
  await seen.page.goto(cut);
  await seen.page.fill("#paste", "typed before");
  await seen.page.locator("#failure").waitFor({ state: "visible" });
  assert.match(await seen.text("#failure-reason"), /did not start.*may be damaged/);
  assert.equal(await seen.page.inputValue("#paste"), "typed before");
  await seen.context.close();
});

// `claimlens.html` made with the settings in tests/e2e/settings, by `cargo xtask single --config`.
const made = process.env.CLAIMLENS_SINGLE_OF_HOUSE;
describe("made with an organisation's settings", { skip: !made && "CLAIMLENS_SINGLE_OF_HOUSE, the file made with tests/e2e/settings, is not set" }, () => {
  const open = (hash = "") => visit(browser, { now: NOW, address: `${made && pathToFileURL(made).href}${hash}` });

  test("its title, its line, its policy and its checklist are there, and nothing is wrong with them", async () => {
    const seen = await open();
    const { page, claimlens } = seen;
    assert.equal(await page.evaluate(() => document.documentElement.dataset.config), "loaded");
    assert.equal(await page.title(), "Claimlens (Example Corp): what is in this token");
    assert.equal(await seen.text("#house"), "Example Corp, identity team: #help-identity");
    await claimlens.replace(access());
    await page.click("#policy > summary");
    await page.selectOption("#house-preset", { label: "Orders API" });
    await claimlens.settled();
    assert.equal(await page.inputValue("#expect-issuer"), "https://login.example.com");
    assert.match((await claimlens.verdicts()).policy.detail, /slash/);
    await seen.go("walkthroughs");
    await page.selectOption("#new-checklist", "first-steps");
    await page.click("[data-do=walk-begin]");
    await page.locator("#step-title", { hasText: "Name its owner" }).waitFor();
    await seen.toPrivacy();
    assert.match(await seen.text("#settings"), /Example Corp.*mypurecloud\.ie.*Orders API.*First steps of a new client/);
    assert.equal(await page.locator("#settings-faults, #house-faults").count(), 0);
    await seen.end();
  });

  test("what is switched off is not there, and its address says who did it", async () => {
    const seen = await open();
    const { page, claimlens } = seen;
    for (const [hash, word] of [["reference/region/mypurecloud.ie", "reference"], ["grants", "chooser"]]) {
      await seen.go(hash);
      assert.match(await seen.text("#switched-off"), new RegExp(`Whoever runs this site has switched off .*${word}`));
      assert.equal(await page.isVisible(`#nav-${hash.split("/")[0]}`), false);
    }
    await seen.go("inspect");
    await claimlens.replace(access());
    await page.click("#check > summary");
    assert.ok(await page.isVisible("#key-text"), "keys are not switched off");
    assert.equal(await page.locator("#weak-search").count(), 0, "common secrets are");
    await seen.end();
  });

  test("the companion that they name is not called, for the policy of the file allows no request, which is said", async () => {
    const seen = await open("#request");
    const words = await seen.text("#companion-refused");
    assert.match(words, /The settings name a companion at https:\/\/proxy\.example:8443\. Nothing is sent there: this page is one file, and its policy allows no request at all\./);
    assert.doesNotMatch(words, /--proxy|--connect/, "no advice that would help nobody here");
    assert.match(await seen.text("#leaves"), /Nothing is sent from here/);
    assert.equal(await seen.page.inputValue("#request-region"), "mypurecloud.ie", "the region of the settings");
    assert.equal(seen.requests.some((request) => /proxy\.example/.test(request)), false);
    await seen.end();
  });

  test("settings that are broken are named, and the file works", async () => {
    const packed = gzipSync('{"titel": "A", "region": 3}').toString("base64");
    const broken = await copied(pathToFileURL(made).href, (html) => html.replace(/(data-file="config\.json">)[^<]*/, (_, start) => start + packed));
    const seen = await visit(browser, { now: NOW, address: broken });
    assert.equal(await seen.page.evaluate(() => document.documentElement.dataset.config), "broken");
    assert.match(await seen.text("#house-faults"), /has 2 faults$/);
    await seen.claimlens.replace(access());
    assert.match(await seen.claimlens.headline(), /^Access token/);
    await seen.toPrivacy();
    assert.match(await seen.text("#settings-faults"), /titel.*Was title meant\?.*region/);
    await seen.end();
  });
});
