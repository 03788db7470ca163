// A walk from start to end: with the network off, over a reload, out and in again; what is pasted is judged and
// not kept; what is broken is said, and nothing is lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { CLIPBOARD, launched, results, url, visit } from "./browser.mjs";
import { OPAQUE } from "./tokens.mjs";


const browser = await launched();

const stored = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }));

const ORGANIZATION = '{"id":"2c5f6a31-0c1d-4b1f-9f2e-1d3b6e7a9c10","name":"Example Ltd","thirdPartyOrgName":"example","domain":"mypurecloud.ie"}';
const CLIENTS = JSON.stringify({
  entities: [
    { id: "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c", name: "Nightly export", authorizedGrantType: "CLIENT-CREDENTIALS", state: "active", secret: "never-to-be-kept-0123456789abcdef0123456789abc" },
    { id: "0d5e6f7a-4b7e-4c2d-8a16-9f3a1c528b9c", name: "Wallboard", authorizedGrantType: "CODE", state: "active" },
  ],
  pageSize: 25, pageNumber: 1, total: 2, pageCount: 1,
});
const TOKEN = `{"access_token":"${OPAQUE}","token_type":"bearer","expires_in":86399}\n200`;

/** Begins a walk and leaves the page at its first step. */
async function begin(seen, { checklist = "enforce-sso", name = "Production", region = "mypurecloud.ie" } = {}) {
  const { page, claimlens } = seen;
  await page.goto(`${url}#walkthroughs`);
  await page.selectOption("#new-checklist", checklist);
  await page.fill("#new-name", name);
  await page.selectOption("#new-region", region);
  await page.click("[data-do=walk-begin]");
  await page.locator("#step").waitFor();
  await claimlens.settled();
}

/** Goes to a step by its place in the outline. */
async function step(seen, title) {
  await seen.page.locator("#outline a", { hasText: title }).click();
  await seen.claimlens.settled();
}

async function judge(seen, answer, box = 0) {
  await seen.page.locator("[id^=evidence-]").nth(box).fill(answer);
  await seen.page.locator("[data-do=evidence]").nth(box).click();
  await seen.claimlens.settled();
}

async function set(seen, label, box = 0) {
  await seen.page.locator(".case").nth(box).getByRole("button", { name: label, exact: true }).click();
  await seen.claimlens.settled();
}

const state = (seen, title) => seen.page.locator("#outline li", { hasText: title }).locator(".state").textContent();

test("the migration is walked with the network off, over a reload, and nothing secret is kept", async () => {
  const seen = await visit(browser);
  const { page, claimlens, context } = seen;
  await begin(seen);
  await context.setOffline(true);
  assert.match(await seen.text(".command pre"), /api\.mypurecloud\.ie/, "the walk's own region is in its commands");
  await judge(seen, ORGANIZATION);
  assert.match(await seen.text("#step .verdict"), /Example Ltd/);
  assert.equal(await state(seen, "Fix the region"), "done");
  assert.equal(await page.inputValue("#evidence-all"), "");

  await step(seen, "List the OAuth clients");
  await judge(seen, CLIENTS);
  await page.locator("#clients > summary").click();
  assert.match(await seen.text("#clients .clients"), /Nightly export.*CLIENT-CREDENTIALS.*Wallboard.*CODE/);
  assert.ok(!(await stored(page)).includes("never-to-be-kept"));

  const address = page.url();
  await page.reload();
  await page.locator("#step").waitFor();
  assert.equal(page.url(), address);
  assert.equal(await state(seen, "Fix the region"), "done");
  assert.match(await seen.text("#clients > summary"), /2/);

  // A step that is for each client.
  await page.locator("#outline a").nth(3).click();
  await claimlens.settled();
  assert.ok((await page.locator(".case").count()) >= 1);
  await judge(seen, TOKEN);
  assert.match(await seen.text(".case .verdict"), /86399|expires/i);
  assert.match(await seen.text("#notice"), /not kept/);
  const kept = await stored(page);
  assert.ok(!kept.includes(OPAQUE), "the token is kept");
  assert.ok(!page.url().includes(OPAQUE));
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("found chat-notification webhooks: the walk says stop", async () => {
  const seen = await visit(browser);
  await begin(seen);
  await seen.page.locator("#outline a").nth(2).click();
  await seen.claimlens.settled();
  await judge(seen, JSON.stringify({
    entities: [{ id: "1", name: "Chat notifications", integrationType: { id: "chat-notification-webhooks" }, intendedState: "ENABLED" }, { id: "2", name: "Webhook", integrationType: { id: "webhook" } }],
    pageCount: 1, pageNumber: 1, total: 2,
  }));
  assert.match(await seen.text("#step .verdict"), /stop/i);
  assert.match(await seen.text("#blockers"), /Stop here/);
  await seen.context.close();
});

test("a blocked step needs a note; a secret in a note is masked, with a notice", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  await begin(seen);
  await page.fill("#walk-who", "Ada");
  await set(seen, "Blocked");
  assert.match(await seen.text("#notice"), /what blocks it/);
  assert.equal(await state(seen, "Fix the region"), "open");
  await page.fill("#note-all", `waiting, token was ${OPAQUE}`);
  await set(seen, "Blocked");
  assert.match(await seen.text("#notice"), /masked/);
  assert.ok(!(await stored(page)).includes(OPAQUE));
  assert.ok(!(await page.inputValue("#note-all")).includes(OPAQUE));
  assert.match(await seen.text("#blockers"), /In the way: .*waiting/);
  assert.match(await seen.text(".signed"), /blocked by Ada/);
  await seen.context.close();
});

test("a walk goes out as JSON and comes in again, the same; as Markdown it goes into a ticket", async () => {
  const seen = await visit(browser, { context: { ...CLIPBOARD, acceptDownloads: true } });
  const { page, claimlens } = seen;
  await begin(seen, { name: "Größe & Co" });
  await judge(seen, ORGANIZATION);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[download]")]);
  const file = await readFile(await download.path(), "utf8");
  assert.equal(JSON.parse(file).walks[0].name, "Größe & Co");
  await page.click("[data-do=walk-markdown]");
  await page.locator("[data-done]").waitFor();
  assert.match(await seen.clipboard(), /^# Enforce SAML SSO.*: Größe/);
  // Away with it, at the second press.
  await page.click("[data-do=walk-delete]");
  assert.match(await seen.text("#notice"), /once more/);
  await page.click("[data-do=walk-delete]");
  await page.locator("#new-checklist").waitFor();
  assert.equal(await page.locator("#walks li").count(), 0);
  assert.equal(await stored(page), "{}");
  await page.setInputFiles("#walk-file", { name: "walk.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await page.locator("#walks li").waitFor();
  await page.click("#walks a");
  await claimlens.settled();
  assert.equal(await state(seen, "Fix the region"), "done");
  const again = JSON.parse(JSON.parse(await stored(page))["claimlens.walk/1"]);
  assert.deepEqual(again, JSON.parse(file));
  await seen.context.close();
});

test("an import that is broken, of a newer version or no export at all changes nothing and says why", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  await begin(seen);
  await page.goto(`${url}#walkthroughs`);
  const before = await stored(page);
  const files = {
    "cut.json": ['{"format":"claimlens-walks","version":1,"walks":[{"name":"x"', /damaged or cut off/],
    "newer.json": ['{"format":"claimlens-walks","version":99,"walks":[]}', /version 99/],
    "other.json": ['{"some":"thing"}', /no export of walks/],
    "error.html": [`<!doctype html><title>502</title>${"<p>Bad gateway</p>".repeat(280_000)}`, /not JSON/],
  };
  for (const [name, [content, why]] of Object.entries(files)) {
    await page.setInputFiles("#walk-file", { name, mimeType: "application/json", buffer: Buffer.from(content) });
    await page.locator("#notice", { hasText: name }).waitFor();
    assert.match(await seen.text("#notice"), why);
    assert.equal(await stored(page), before);
  }
  await seen.context.close();
});

test("what is stored and cannot be read is kept and can be saved, and the others work", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  await begin(seen);
  await page.evaluate(() => {
    localStorage.setItem("claimlens.walks", "1 2");
    localStorage.setItem("claimlens.walk/2", '{"format":"claimlens-walks","version":99,"walks":[]}');
  });
  await page.goto(`${url}#walkthroughs`);
  await page.reload();
  await page.locator("#walks li").nth(1).waitFor();
  assert.match(await seen.text("#walks"), /Walk 2 cannot be read.*version 99/);
  await page.locator("#walks a", { hasText: "Production" }).click();
  await page.locator("#step").waitFor();
  await set(seen, "Done");
  assert.match(await page.evaluate(() => localStorage.getItem("claimlens.walk/2")), /"version":99/);
  await seen.context.close();
});

test("two tabs see each other's walks", async () => {
  const seen = await visit(browser);
  await begin(seen);
  const second = await seen.context.newPage();
  await second.goto(`${url}#walkthroughs/1`);
  await second.locator("#step").waitFor();
  await set(seen, "Done");
  await second.locator("#outline li", { hasText: "Fix the region" }).locator(".state", { hasText: "done" }).waitFor();
  await seen.context.close();
});

test("a walk prints as a clean document", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  await begin(seen);
  await judge(seen, ORGANIZATION);
  await page.getByText("As a document, to print").click();
  await page.locator("#document").waitFor();
  assert.equal(await page.locator(".printed").count(), 18);
  await page.emulateMedia({ media: "print" });
  for (const gone of [".top", "footer", "[data-do=print]", "#paste", ".mark"]) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  assert.match(await seen.text("#document"), /Fix the region \(done\)/);
  await page.pdf({ path: `${results}walk.pdf`, format: "A4" });
  await seen.context.close();
});

test("storage that is switched off is said, and the walk goes on in the tab", async () => {
  const seen = await visit(browser, {
    prepare: (seen) => seen.page.addInitScript(() => {
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
    }),
  });
  await begin(seen);
  await set(seen, "Done");
  assert.match(await seen.text(".notices .warned"), /would not keep this/);
  assert.equal(await state(seen, "Fix the region"), "done");
  await seen.context.close();
});

test("by keyboard alone, a step is done and the next one reached", async () => {
  const seen = await visit(browser);
  const { page, claimlens } = seen;
  await begin(seen);
  await page.locator("#note-all").focus();
  await page.keyboard.type("seen in the address bar");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Done");
  await page.keyboard.press("Enter");
  await claimlens.settled();
  assert.equal(await state(seen, "Fix the region"), "done");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Done", "the focus stays");
  await page.getByText("Next step").focus();
  await page.keyboard.press("Enter");
  await claimlens.settled();
  assert.equal(await page.evaluate(() => document.activeElement.id), "step-title");
  await seen.context.close();
});

for (const context of [{ colorScheme: "light" }, { colorScheme: "dark" }, { viewport: { width: 320, height: 640 } }]) {
  test(`axe finds nothing and nothing overflows on a walk, ${JSON.stringify(context)}`, async () => {
    const seen = await visit(browser, { context: { bypassCSP: true, ...context } });
    const { page, claimlens } = seen;
    const looked = async (what) => {
      await assertFits(page, what);
      await assertForEveryone(page, what);
    };
    await begin(seen);
    await judge(seen, ORGANIZATION);
    await looked("a judged step");
    await step(seen, "List the OAuth clients");
    await judge(seen, CLIENTS);
    await page.locator("#clients > summary").click();
    await looked("clients");
    await page.locator("#outline a").nth(3).click();
    await claimlens.settled();
    await judge(seen, '{"error":"invalid_client","error_description":"authentication failed"}\n401');
    await looked("a failed baseline");
    await page.locator("#outline a").nth(14).click();
    await claimlens.settled();
    await looked("before and after");
    await page.getByText("As a document, to print").click();
    await claimlens.settled();
    await looked("the document");
    await page.goto(`${url}#walkthroughs`);
    await claimlens.settled();
    await looked("all walks");
    await seen.context.close();
  });
}
