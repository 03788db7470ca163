// config.json beside the page: what is good in it is used, what is broken is named and stops nobody, and nothing in it
// widens what the page may do. The page is served as it was built, by a server that has other settings for each test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { NOW, launched, url, visit } from "./browser.mjs";
import { relay } from "./server.mjs";
import { access } from "./tokens.mjs";


const browser = await launched();
/** The files beside the page: by name, their text; `null` for none. */
let beside = {};
const address = await relay((answer) => {
  if (!(answer.name in beside)) return answer;
  const text = beside[answer.name];
  return { status: text === null ? 404 : 200, headers: { "content-type": "application/json", "cache-control": "no-cache" }, body: text ?? "" };
});

/** A checklist with one step. */
const checklist = (id, title = `Title of ${id}`) => JSON.stringify({
  id, title, lead: "One step.",
  phases: [{ id: "p", title: "Phase", steps: [{
    id: "s", title: "Step", why: "Because.", how: [],
    outcomes: [{ id: "done", seen: "It is done", level: "good", means: "Done.", todo: "Nothing.", mark: "documented", source: "here" }],
  }] }],
});

const full = {
  title: "Example Corp",
  logo_line: "Example Corp, identity team: #help-identity",
  region: "eu-west-1",
  policies: [{ name: "Orders API", policy: { issuer: "https://login.example.com", audience: "https://api.example.com", scopes: ["orders:read"], leeway: 30 } }],
  checklists: ["new-client.json"],
};

async function open(config, { files = {}, hash = "", ...options } = {}) {
  beside = { "config.json": typeof config === "string" || config === null ? config : JSON.stringify(config), ...files };
  return visit(browser, { now: NOW, address: `${address}${hash}`, ...options });
}
const state = (seen) => seen.page.evaluate(() => document.documentElement.dataset.config);
/** Goes to the page that lists the settings; its list of files and the server's headers are what it asks for. */
const privacy = async (seen) => {
  await seen.go("privacy");
  await seen.page.locator("#worker-is").waitFor();
  seen.loaded = seen.requests.length;
};

test("as it is built there is an empty one, and nothing of it is seen", async () => {
  const answer = await fetch(new URL("config.json", url));
  assert.equal((await answer.text()).trim(), "{}");
  assert.match(answer.headers.get("cache-control"), /no-cache/);
  const seen = await visit(browser, { now: NOW });
  assert.equal(await state(seen), "loaded");
  assert.equal(await seen.text("#house"), "");
  assert.equal(await seen.page.title(), "Claimlens: what is in this token");
  await seen.end();
});

test("a full one: header, title, region, policy, checklist; and nothing moves", async () => {
  const seen = await open(full, { files: { "new-client.json": checklist("new-client") } });
  const { page, claimlens } = seen;
  assert.equal(await state(seen), "loaded");
  assert.equal(await seen.text("#house"), full.logo_line);
  assert.equal(await page.title(), "Claimlens (Example Corp): what is in this token");
  assert.deepEqual((await seen.shifts()).filter(({ who }) => /house|nav|theme/.test(who)), []);
  await claimlens.replace(access());
  await page.click("#policy > summary");
  await page.selectOption("#house-preset", { label: "Orders API" });
  await claimlens.settled();
  assert.equal(await page.inputValue("#expect-issuer"), "https://login.example.com");
  assert.equal(await page.inputValue("#expect-leeway"), "30");
  assert.ok((await claimlens.checks()).length >= 3);
  await seen.go("walkthroughs");
  assert.match(await seen.text("#new-checklist"), /Title of new-client/);
  await page.selectOption("#new-checklist", "new-client");
  await page.click("[data-do=walk-begin]");
  await page.locator("#step-title", { hasText: "Step" }).waitFor();
  await privacy(seen);
  assert.match(await seen.text("#settings"), /Example Corp.*mypurecloud\.ie.*Orders API: Issuer: https:\/\/login\.example\.com.*Title of new-client \(new-client\.json\)/);
  await seen.end();
  const request = await open(full, { hash: "#request", files: { "new-client.json": checklist("new-client") } });
  await request.page.locator("#request-region").waitFor();
  assert.equal(await request.page.inputValue("#request-region"), "mypurecloud.ie");
  await request.context.close();
});

const broken = {
  "no JSON": ['{"title": "A",}', /The file, line 1, .*no JSON/],
  "wrong types": ['{"title": 3, "region": []}', /title, line 1.*found a number; expected a text.*region/],
  "unknown members": ['{"titel": "A"}', /titel.*Was title meant\?/],
  "a way out of the folder": ['{"checklists": ["../x.json"]}', /checklists\[0\].*name of a file beside this one/],
  "one megabyte": [JSON.stringify({ title: "x".repeat(1 << 20) }), /bytes; expected at most 262144/],
  "bidi": ['{"title": "a\\u202eb"}', /U\+202E/],
};
for (const [name, [config, words]] of Object.entries(broken)) {
  test(`broken: ${name}`, async () => {
    const seen = await open(config);
    assert.equal(await state(seen), "broken");
    assert.match(await seen.text("#house-faults"), /^config\.json of this site has \d+ faults?$/);
    assert.equal(seen.requests.some((request) => /x\.json/.test(request)), false);
    await seen.claimlens.replace(access());
    assert.match(await seen.claimlens.headline(), /^Access token/);
    await seen.page.click("#house-faults");
    await seen.page.locator("#worker-is").waitFor();
    seen.loaded = seen.requests.length;
    assert.match(await seen.text("#settings-faults"), words);
    await seen.end();
  });
}

test("HTML in it is text", async () => {
  const html = '<img src=x onerror="globalThis.injected=1"><b id=bold>b</b>';
  const seen = await open({ title: html.slice(0, 70), logo_line: html, policies: [{ name: html, policy: { issuer: html } }] });
  await privacy(seen);
  assert.equal(await seen.text("#house"), html);
  assert.equal(await seen.page.evaluate(() => globalThis.injected ?? document.querySelector("#bold, #house img")), null);
  await seen.end();
});

test("without one the page is as ever, and says so where it lists the settings", async () => {
  const seen = await open(null);
  assert.equal(await state(seen), "failed");
  assert.equal(await seen.text("#house"), "");
  await privacy(seen);
  assert.match(await seen.text("#settings"), /there is no config\.json beside this page/);
  assert.deepEqual(seen.errors, []);
  await seen.context.close();
});

test("a companion outside of the policy is not called, and it is said how it can be", async () => {
  const seen = await open({ proxy: "https://proxy.example:8443" }, { hash: "#request" });
  await seen.page.locator("#companion-refused").waitFor();
  assert.match(await seen.text("#companion-refused"), /https:\/\/proxy\.example:8443.*cargo xtask dist --proxy https:\/\/proxy\.example:8443/);
  assert.equal(seen.requests.some((request) => request.includes("proxy.example")), false);
  assert.deepEqual(await seen.violations(), []);
  await seen.context.close();
});

test("a broken checklist is named, and the others work", async () => {
  const seen = await open({ checklists: ["good.json", "bad.json"] }, { files: { "good.json": checklist("good"), "bad.json": "{" } });
  assert.equal(await state(seen), "broken");
  await seen.go("walkthroughs");
  assert.match(await seen.text("#lists-broken"), /bad\.json: not JSON/);
  assert.match(await seen.text("#new-checklist"), /Enforce SAML SSO.*Title of good/);
  await seen.end();
});

test("what is switched off is not shown, and its address says who did it", async () => {
  const seen = await open({ off: ["requests", "reference", "chooser", "walkthroughs", "signatures"] }, { hash: "#request" });
  const { page } = seen;
  for (const [hash, word] of [["request", "requests"], ["reference/region/mypurecloud.ie", "reference"], ["grants", "chooser"], ["walkthroughs", "walkthroughs"]]) {
    await seen.go(hash);
    assert.match(await seen.text("#switched-off"), new RegExp(`Whoever runs this site has switched off .*${word}`));
    assert.equal(await page.isVisible(`#nav-${hash.split("/")[0]}`), false);
  }
  await seen.go("inspect");
  assert.equal(await page.isVisible("#check"), false);
  assert.equal(seen.requests.some((request) => request.endsWith("proxy.json")), false);
  await seen.end();
});

test("without a network the last settings that came are those of the page", async () => {
  const seen = await open(full, { files: { "new-client.json": checklist("new-client") } });
  const whole = () => seen.page.waitForFunction(() => document.documentElement.dataset.tables === "loaded");
  await seen.context.setOffline(true);
  await seen.page.reload();
  await whole();
  assert.equal(await seen.text("#house"), full.logo_line);
  await seen.go("walkthroughs");
  assert.match(await seen.text("#new-checklist"), /Title of new-client/);
  await seen.context.setOffline(false);
  beside = { "config.json": '{"logo_line":"Another line"}' };
  await seen.page.reload();
  await whole();
  assert.equal(await seen.text("#house"), "Another line");
  await seen.context.setOffline(true);
  await seen.page.reload();
  await whole();
  assert.equal(await seen.text("#house"), "Another line");
  await seen.context.close();
});

for (const width of [360, 768, 1280]) {
  test(`axe finds nothing, and nothing runs over, at ${width} px`, async () => {
    const seen = await open({ ...full, titel: "x" }, { files: { "new-client.json": "{" }, context: { viewport: { width, height: 900 } } });
    for (const hash of ["inspect", "privacy"]) {
      await seen.go(hash);
      await assertForEveryone(seen.page);
      await assertFits(seen.page);
      if (process.env.CLAIMLENS_PICTURES) await seen.page.screenshot({ path: `${process.env.CLAIMLENS_PICTURES}/config-${hash}-${width}.png` });
    }
    await seen.context.close();
  });
}
