// The pages besides Inspect: where the address leads, what is found in the reference, which grant is
// recommended, and what the Basic header says. By keyboard, at 320 pixels, and for axe.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { CLIPBOARD, NOW, except, launched, url, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";


const browser = await launched();

const current = (seen) => seen.page.$$eval("[aria-current=page]", (links) => links.map((link) => link.textContent));

test("the navigation shows one page at a time, says which, and leaves the paste alone", async () => {
  const seen = await visit(browser, { now: NOW });
  const { page, claimlens } = seen;
  await claimlens.replace(access());
  const before = await claimlens.headline();
  assert.deepEqual(await current(seen), ["Inspect"]);
  for (const [id, title] of [["request", "Request"], ["reference", "Reference"], ["grants", "Which grant?"], ["walkthroughs", "Walkthroughs"]]) {
    await page.click(`#nav-${id}`);
    await claimlens.settled();
    assert.equal(await seen.text("#page-title"), title);
    assert.equal(await page.title(), `Claimlens: ${title}`);
    assert.deepEqual(await current(seen), [title]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "page-title");
    assert.equal(await page.isVisible("#paste"), false);
    if (id === "request") {
      // It asks whether there is a companion, and says where to.
      await seen.toRequest();
    }
  }
  await page.goBack();
  await claimlens.settled();
  assert.equal(await seen.text("#page-title"), "Which grant?");
  await page.click("#nav-inspect");
  await claimlens.settled();
  assert.equal(await page.evaluate(() => document.activeElement.id), "paste");
  assert.equal(await claimlens.headline(), before);
  await seen.end();
});

test("an address leads to its page at once, and what names no page stays on Inspect", async () => {
  const seen = await visit(browser, { address: `${url}#reference/region/mypurecloud.ie` });
  assert.match(await seen.text("#page-title"), /mypurecloud\.ie/);
  assert.match(await seen.text(".values"), /https:\/\/login\.mypurecloud\.ie\/oauth\/token/);
  await seen.go("#reference/region/nowhere.example");
  assert.match(await seen.text("#page-title"), /no such card/);
  await seen.go("#");
  assert.ok(await seen.page.isVisible("#paste"));
  await seen.go("#report");
  assert.ok(await seen.page.isVisible("#paste"));
  await seen.end();
});

describe("the reference", () => {
  const looked = {
    "eu_west_1": /mypurecloud\.ie/,
    "https://api.mypurecloud.com.au/api/v2/users": /mypurecloud\.com\.au/,
    "missing.permissions": /missing\.permissions/,
    "users:readonly": /users:readonly/,
    "routing:queue:view": /routing:queue:view|permission/i,
    "Retry-After": /Retry-After/i,
  };
  for (const [query, wanted] of Object.entries(looked)) {
    test(`finds ${query}`, async () => {
      const seen = await visit(browser, { address: `${url}#reference` });
      await seen.page.fill("#search", query);
      await seen.claimlens.settled();
      assert.match(await seen.text("#results .cards li:first-child"), wanted);
      assert.equal(new URL(seen.page.url()).hash, "#reference", "nothing typed is in the address");
      await seen.end();
    });
  }

  test("a card has a link of its own, says how sure it is, and on demand who says so", async () => {
    const seen = await visit(browser, { address: `${url}#reference` });
    const { page, claimlens } = seen;
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.keyboard.type("missing.permissions");
    await page.click("#results .cards a >> nth=0");
    await claimlens.settled();
    assert.match(page.url(), /#reference\/error\/missing\.permissions$/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "page-title");
    const facts = page.locator("#card .facts > li");
    assert.ok((await facts.count()) > 0);
    for (const fact of await facts.all()) {
      assert.match(await fact.locator("summary").textContent(), /^(documented|observed by others|inferred|unverified)$/);
      assert.notEqual((await fact.locator("cite").textContent()).trim(), "");
      assert.equal(await fact.locator("cite").isVisible(), false);
    }
    await facts.first().locator("summary").click();
    assert.ok(await facts.first().locator("cite").isVisible());
    await page.goBack();
    await claimlens.settled();
    assert.equal(await page.inputValue("#search"), "missing.permissions", "what was looked for is still there");
    await seen.end();
  });

  test("every card is linked, and every link leads to a card", async () => {
    const seen = await visit(browser, { address: `${url}#reference` });
    const links = await seen.page.$$eval("#results a", (links) => links.map((link) => link.getAttribute("href")));
    assert.ok(links.length > 250, `${links.length} cards`);
    assert.equal(new Set(links).size, links.length);
    for (const link of links.filter((_, at) => at % 12 === 0)) {
      await seen.go(link);
      assert.ok(await seen.page.isVisible("#card"), link);
    }
    await seen.end();
  });

  test("words before the data is there, and a report that is made again when it is", except({ file: "its data comes with it" }), async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    const seen = await visit(browser, {
      ready: false,
      prepare: (seen) => seen.page.route(/tables-/, async (route) => { await held; await route.continue(); }),
    });
    await seen.page.goto(`${url}#reference`);
    await seen.page.waitForFunction(() => document.documentElement.dataset.rest);
    assert.match(await seen.text("#awaited"), /not loaded yet/);
    release();
    await seen.page.locator("#results").waitFor();
    await seen.context.close();
  });

  test("data that is not what was built with is refused, and said to be missing", except({ file: "its data comes with it" }), async () => {
    const seen = await visit(browser, {
      ready: false,
      prepare: (seen) => seen.page.route(/tables-/, (route) => route.fulfill({ status: 200, body: "genesys/regions.json\t{}" })),
    });
    await seen.page.goto(`${url}#reference`);
    await seen.page.waitForFunction(() => document.documentElement.dataset.tables === "failed");
    assert.match(await seen.text("#awaited"), /could not be loaded/);
    await seen.context.close();
  });
});

describe("which grant", () => {
  const answer = async (seen, choice) => {
    await seen.page.locator(".choice", { hasText: choice }).click();
    await seen.claimlens.settled();
  };

  test("a job that works in its own name: client credentials, with a program for its region", async () => {
    const seen = await visit(browser, { address: `${url}#grants` });
    const { page, claimlens } = seen;
    for (const choice of ["It does not yet", "No, it works in its own name", "No", "Yes, it runs on a server"]) {
      await answer(seen, choice);
      assert.equal(await page.evaluate(() => document.activeElement.id), "asked");
    }
    assert.equal(await seen.text("#asked"), "Client credentials");
    await page.selectOption("#snippet-region", "mypurecloud.ie");
    await claimlens.settled();
    assert.match(await page.textContent("#program pre"), /mypurecloud\.ie/);
    await page.selectOption("#snippet-kind", "python-sdk");
    await claimlens.settled();
    const program = await page.textContent("#program pre");
    assert.match(program, /PureCloudPlatformClientV2/);
    assert.match(program, /GENESYS_CLOUD_CLIENT_SECRET/);
    assert.equal(new URL(page.url()).hash, "#grants");
    await seen.end();
  });

  test("what runs where users can look into it: PKCE; an answer can be changed", async () => {
    const seen = await visit(browser, { address: `${url}#grants` });
    await answer(seen, "Implicit grant");
    await answer(seen, "No, it runs where users");
    assert.match(await seen.text("#asked"), /PKCE/);
    await seen.page.locator(".given button").first().click();
    await seen.claimlens.settled();
    assert.match(await seen.text("#asked"), /How does it get its token today/);
    await seen.end();
  });

  test("the Basic header: made, read, and what is odd about it; the secret is never shown", async () => {
    const seen = await visit(browser, { address: `${url}#grants`, context: CLIPBOARD });
    const { page, claimlens } = seen;
    const id = "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c";
    const secret = "pa55-word-of-the-client";
    await page.fill("#basic-id", id);
    await page.fill("#basic-secret", `${secret}\n`);
    await claimlens.settled();
    assert.match(await seen.text(".basic .warned"), /line break/);
    await page.fill("#basic-secret", secret);
    await claimlens.settled();
    assert.match(await seen.text(".basic"), /Nothing is odd/);
    await page.click("[data-do=copy-basic]");
    await page.locator("[data-done]").waitFor();
    const header = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    assert.equal(await seen.clipboard(), header);
    await page.fill("#basic-header", `Authorization: ${header}`);
    await claimlens.settled();
    const read = await seen.text(".basic");
    assert.ok(read.includes(id) && read.includes(`${secret.length} characters`), read);
    assert.ok(!read.includes(secret));
    assert.equal(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), "[{},{}]");
    await seen.end();
  });
});

test("a paste on another page goes into no box but its own", async () => {
  const seen = await visit(browser, { now: NOW, address: `${url}#reference` });
  await seen.claimlens.paste(access(), "#search");
  assert.equal(await seen.claimlens.text(), "");
  await seen.claimlens.paste(access(), "body");
  assert.equal(await seen.claimlens.text(), "");
  await seen.context.close();
});

const places = ["#request", "#reference", "#reference/region/mypurecloud.ie", "#reference/error/missing.permissions", "#grants", "#grants/client_credentials", "#walkthroughs"];

for (const context of [{ colorScheme: "light" }, { colorScheme: "dark" }, { viewport: { width: 320, height: 640 } }]) {
  test(`axe finds nothing and nothing overflows on any page, ${JSON.stringify(context)}`, async () => {
    const seen = await visit(browser, { now: NOW, context: { bypassCSP: true, ...context } });
    for (const place of places) {
      await seen.go(place);
      await assertFits(seen.page, place);
      await assertForEveryone(seen.page, place);
    }
    await seen.context.close();
  });
}
