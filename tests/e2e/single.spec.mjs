// claimlens.html: the whole page in one file, opened from a disk. Nothing is asked for, everything works, and what
// needs somebody to ask shows the lines to do it by hand.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { NOW, launched, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";

const file = process.env.CLAIMLENS_SINGLE ?? fileURLToPath(new URL("../../dist/claimlens.html", import.meta.url));
const address = pathToFileURL(file).href;

const browser = await launched();


test("opened from a disk it answers, and asks nobody for anything", async () => {
  const seen = await visit(browser, { now: NOW, address });
  const { page, claimlens } = seen;
  assert.deepEqual(seen.requests.filter((request) => !/^(data|blob):/.test(request)), [address]);
  await claimlens.replace(access());
  assert.match(await claimlens.headline(), /token/i);
  for (const [hash, wanted] of [["reference/region/mypurecloud.ie", /mypurecloud\.ie/], ["walkthroughs", /Enforce SAML SSO/], ["grants", /grant/], ["privacy", /What leaves this browser/]]) {
    await seen.go(hash);
    assert.match(await seen.text("#page"), wanted);
  }
  await seen.end();
});

test("the policy allows no request, and holds without a server", async () => {
  const html = await readFile(file, "utf8");
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)[1];
  assert.match(policy, /^default-src 'none'; script-src ('sha256-[A-Za-z0-9+/]{43}=' )+'wasm-unsafe-eval'; /);
  assert.match(policy, /connect-src 'none'; worker-src blob:;/);
  const seen = await visit(browser, { address });
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
  const seen = await visit(browser, { address });
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
  const seen = await visit(browser, { address });
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
  const seen = await visit(browser, { address });
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
  assert.deepEqual(seen.requestsSince(), [address], "the reload");
  seen.loaded = seen.requests.length;
  await seen.end();
});

test("what the page says of itself is true of a file", async () => {
  const seen = await visit(browser, { address });
  await seen.go("privacy");
  await seen.page.locator("#build-is").waitFor();
  assert.match(await seen.text("#policy-in-words"), /Requests by a program ?nothing/);
  const words = await seen.text("#page");
  assert.match(words, /sha256sum --ignore-missing --check SHA256SUMS/);
  assert.doesNotMatch(words, /curl|check-site/);
  await seen.end();
});

test("a damaged file says so, and keeps what was typed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "claimlens-"));
  try {
    // The program's bytes are cut off; scripts and policy are as they were.
    const html = (await readFile(file, "utf8")).replace(/(data-file="program\.wasm">.{1000})[^<]*/, "$1");
    await writeFile(join(folder, "cut.html"), html);
    const seen = await visit(browser, { ready: false });
    await seen.page.goto(pathToFileURL(join(folder, "cut.html")).href);
    await seen.page.fill("#paste", "typed before");
    await seen.page.locator("#failure").waitFor({ state: "visible" });
    assert.match(await seen.text("#failure-reason"), /did not start.*may be damaged/);
    assert.equal(await seen.page.inputValue("#paste"), "typed before");
    await seen.context.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
