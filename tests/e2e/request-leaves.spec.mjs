// Request: what is kept to compare with, what leaves the browser and what stays in it, and all of it by keyboard.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { launched, url } from "./browser.mjs";
import { CLIENTS, open } from "./request.mjs";

const browser = await launched();

describe("before and after", () => {
  test("shown before it is kept, without token and secret; compared, handed to a walk, forgotten", async () => {
    const seen = await open(browser, { address: `${url}#walkthroughs` });
    const { page, request } = seen;
    await page.fill("#new-name", "Autumn switch");
    await page.click("[data-do=walk-begin]");
    await seen.claimlens.settled();
    await page.click("#nav-request");
    await request.ready();
    await request.demo("nightly report");
    await request.send();
    await request.ask("who");
    await request.ask("rights");
    await page.click("#request-preview");
    await request.settled();
    assert.equal(await request.focused(), "request-keep");
    const shown = await page.textContent("#preview pre");
    const stored = () => page.evaluate(() => localStorage.getItem("claimlens.baselines"));
    assert.equal(await stored(), null, "nothing is written before");
    await page.click("#request-keep");
    await request.settled();
    assert.equal((await stored()).trim(), shown.trim(), "exactly what was shown");
    for (const word of [seen.token(), CLIENTS["nightly report"].secret]) assert.ok(!shown.includes(word));
    assert.match(await request.text("#changes"), /Nothing that was read both times has changed/);
    // Later, the same client.
    await page.reload();
    await seen.claimlens.whole();
    await request.ready();
    assert.match(await request.text("#kept"), /Demo: nightly report/);
    await request.demo("nightly report");
    await request.send();
    await request.ask("who");
    assert.match(await request.text("#changes"), /Nothing that was read both times has changed/);
    const steps = await page.$$eval("#request-step option", (all) => all.map((option) => option.textContent));
    assert.ok(steps.some((step) => step.startsWith("Autumn switch: ")), steps.join("\n"));
    await page.click("[data-do=request-hand]");
    await page.locator("#baseline a", { hasText: "Go to the step" }).waitFor();
    assert.match(await request.said(), /^Handed over/);
    await page.click("#baseline a >> text=Go to the step");
    await seen.claimlens.settled();
    assert.ok((await page.locator("#step .case .verdict").count()) > 0, "the step has a verdict");
    await page.click("#nav-request");
    await request.ready();
    await page.click("[data-do=request-forget]");
    await request.settled();
    assert.equal(await stored(), null);
    await seen.end();
  });
});

describe("what leaves, and what stays", () => {
  // Below a path, the companion was found there, and then called at the top of the server.
  test("every call goes to where the page lies, be that the top of its server or below a path", async () => {
    const asked = [];
    const seen = await open(browser, { prepare: ({ page }) => page.on("request", (request) => asked.push(request.url())) });
    const { request } = seen;
    await request.demo("nightly report");
    await request.send();
    await request.ask("who");
    for (const path of ["proxy.json", "demo/login/oauth/token", "demo/api/v2/tokens/me"]) {
      assert.ok(asked.includes(new URL(path, url).href), `${path} is not in ${asked.join("\n")}`);
    }
    assert.deepEqual(asked.filter((address) => !/^(blob|data):/.test(address) && !address.startsWith(url)), []);
    await seen.end();
  });

  test("requests to the own origin only, each after a press; nothing of them in any place that lasts", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    const { id, secret } = CLIENTS["nightly report"];
    const wanted = ["GET /proxy.json"];
    await request.fill({ region: "demo", id, secret });
    assert.deepEqual(seen.sent(), wanted);
    await request.send();
    wanted.push("POST /demo/login/oauth/token");
    assert.deepEqual(seen.sent(), wanted);
    for (const [question, path] of [
      ["who", "tokens/me"],
      ["rights", `authorization/subjects/${id}`],
      ["user", "users/me"],
      ["organization", "organizations/me"],
      ["idle", "tokens/timeout"],
    ]) {
      await request.ask(question);
      wanted.push(`GET /demo/api/v2/${path}`);
      assert.deepEqual(seen.sent(), wanted);
    }
    const token = seen.token();
    assert.ok(token.length > 40);
    for (const details of await page.locator("#page details").all()) await details.evaluate((one) => { one.open = true; });
    const everything = await page.evaluate(async () => JSON.stringify([
      location.href, document.title, history.state, document.cookie, { ...localStorage }, { ...sessionStorage }, name,
      await indexedDB.databases(), document.documentElement.outerHTML,
      await Promise.all((await caches.keys()).map(async (key) => (await (await caches.open(key)).keys()).map(({ url }) => url))),
    ]));
    const basic = Buffer.from(`${id}:${secret}`).toString("base64");
    for (const word of [token, secret, basic]) assert.ok(!everything.includes(word), "a secret is in the document or in storage");
    assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []]);
    // Nothing is polled.
    await page.waitForTimeout(1_500);
    assert.deepEqual(seen.sent(), wanted);
    await seen.end();
  });

  test("leaving wipes: the page, the tab, and the button", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    const fields = () => Promise.all(["#request-client", "#request-secret"].map((field) => page.inputValue(field)));
    const begin = async () => {
      await request.demo("nightly report");
      await request.send();
      await page.locator("#ask-who").waitFor();
    };
    await begin();
    await page.click("#nav-reference");
    await seen.claimlens.settled();
    await page.goBack();
    await request.ready();
    assert.deepEqual(await fields(), ["", ""]);
    assert.equal(await page.locator("#token, #questions").count(), 0);
    await begin();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await request.settled();
    assert.deepEqual(await fields(), ["", ""]);
    assert.equal(await page.locator("#token, #questions").count(), 0);
    await begin();
    await page.click("[data-do=request-wipe]");
    await request.settled();
    assert.deepEqual(await fields(), ["", ""]);
    assert.equal(await page.locator("#token, #questions").count(), 0);
    assert.equal(await request.focused(), "request-client");
    await seen.end();
  });

  test("hostile answers are text, and only text", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    const html = `<img src=x onerror="globalThis.injected=1"><b id=bold>x</b>`;
    await page.route("**/tokens/me*", (route) => route.fulfill({
      json: { OAuthClient: { id: html, name: html, authorizedGrantType: html, state: html, roleDivisions: [] }, organization: { id: html, name: html } },
    }));
    await request.demo("nightly report");
    await request.send();
    await request.ask("who");
    assert.ok((await request.answer("who")).includes("<b id=bold>"));
    assert.equal(await page.evaluate(() => globalThis.injected ?? document.querySelector("#bold")), null);
    await seen.end();
  });
});

test("all of it by keyboard", async () => {
  const seen = await open(browser);
  const { page, request } = seen;
  await page.focus("#page-title");
  await request.tabTo("request-region");
  await page.keyboard.type("Demo");
  await request.settled();
  await request.tabTo((element) => element.textContent === "nightly report");
  await page.keyboard.press("Enter");
  await request.tabTo("request-send");
  await page.keyboard.press("Enter");
  await page.locator("#token-title", { hasText: /^A token$/ }).waitFor();
  assert.equal(await request.focused(), "request-send", "the focus stays where it was");
  for (const question of ["who", "rights"]) {
    await request.tabTo(`ask-${question}`);
    await page.keyboard.press("Enter");
    await page.locator(`#asked-${question} .verdict.good`).waitFor();
    assert.equal(await request.focused(), `ask-${question}`);
  }
  await request.tabTo("request-rights");
  await page.keyboard.type("queue");
  await request.settled();
  assert.match(await request.text(".permissions"), /\d+ of \d+/);
  await request.tabTo("request-needs");
  await page.keyboard.type("routing:queue:view");
  await request.tabTo((element) => element.dataset.do === "request-needs");
  await page.keyboard.press("Space");
  await request.settled();
  assert.match(await request.text("#needed"), /All met/);
  await request.tabTo("request-revoke", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.locator("#token-title", { hasText: "revoked" }).waitFor();
  assert.equal(await request.focused(), "token-title");
  // Enter in a field sends.
  await page.focus("#request-secret");
  await page.keyboard.press("Enter");
  await page.locator("#token-title", { hasText: /^A token$/ }).waitFor();
  await seen.end();
});
