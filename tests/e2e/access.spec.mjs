// For everyone: no violation that axe knows in any state, light and dark; all of it by keyboard, with
// the focus in sight; a screen reader told once per paste.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertForEveryone } from "./axe.mjs";
import { NOW, launched, visit } from "./browser.mjs";
import { OPAQUE, access, claims, expired, identity, jws } from "./tokens.mjs";


const browser = await launched();

const broken = jws({ alg: "none", kid: "../../etc/passwd" }, { sub: "a", exp: "tomorrow", iss: "http://as.example" }, "").slice(0, -3);
const states = {
  "nothing pasted": async () => {},
  "a good token": (page) => page.replace(access()),
  "a broken token": (page) => page.replace(broken),
  "an opaque token": (page) => page.replace(OPAQUE),
  "several things": (page) => page.replace(JSON.stringify({ access_token: access(), id_token: identity(), token_type: "Bearer", note: expired() })),
  "an error": (page) => page.replace('{"error":"invalid_client","error_description":"client not found"}'),
  "an exchange with its likely causes": (page) => page.replace([
    `$ curl -i https://api.mypurecloud.ie/api/v2/routing/queues -H "Authorization: Bearer ${OPAQUE}"`,
    "HTTP/2 403",
    "ININ-Correlation-Id: 5f1c0f9e-0000-4000-8000-000000000000",
    "",
    '{"message":"You are missing the following permission(s): routing:queue:view","code":"missing.permissions","status":403}',
  ].join("\n")),
  "expectations": async (page) => {
    await page.replace(access());
    await page.expect({ issuer: "https://login.example.com", scopes: "orders:delete" });
  },
  "raw JSON": async (page) => {
    await page.replace(access());
    await page.toggleRawJson();
  },
};

for (const colorScheme of ["light", "dark"]) {
  describe(`axe finds nothing, ${colorScheme}`, () => {
    // One after the other on one page, as in a day's work.
    let seen;
    before(async () => { seen = await visit(browser, { now: NOW, context: { bypassCSP: true, colorScheme } }); });
    after(() => seen.context.close());
    for (const [name, prepare] of Object.entries(states)) {
      test(name, async () => {
        await prepare(seen.claimlens);
        await assertForEveryone(seen.page);
      });
    }
  });
}

test("axe finds nothing on a narrow screen and with forced colours", async () => {
  for (const context of [{ viewport: { width: 320, height: 640 } }, { forcedColors: "active" }]) {
    const seen = await visit(browser, { now: NOW, context: { bypassCSP: true, ...context } });
    await seen.claimlens.replace(access());
    await assertForEveryone(seen.page);
    await seen.context.close();
  }
});

test("every control is reached with Tab, in view, with the focus to be seen", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access());
  const wanted = await seen.page.$$eval("a[href], button, input, summary, textarea, [tabindex='0']", (all) =>
    all.filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && element.type !== "radio").length);
  // From the very top: a body that has the focus is where Tab starts.
  await seen.page.evaluate(() => {
    scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const reached = new Set();
  for (let press = 0; press < wanted + 60; press += 1) {
    await seen.page.keyboard.press("Tab");
    const focus = await seen.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      element.dataset.reached ??= String(document.querySelectorAll("[data-reached]").length);
      // A radio or a file field may be drawn by its label.
      const drawn = element.type === "radio" ? element.nextElementSibling : element.type === "file" ? element.closest("label") ?? element : element;
      const style = getComputedStyle(drawn);
      const { top, bottom, width } = drawn.getBoundingClientRect();
      return {
        id: element.dataset.reached,
        who: element.outerHTML.slice(0, 120),
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== "none" || element.id === "paste",
        inView: width > 0 && bottom > 0 && top < innerHeight,
        radio: element.type === "radio",
      };
    });
    if (!focus) break;
    assert.ok(focus.marked, `the focus cannot be seen on ${focus.who}`);
    assert.ok(focus.inView, `${focus.who} has the focus out of sight`);
    if (!focus.radio) reached.add(focus.id);
  }
  assert.ok(reached.size >= wanted, `${reached.size} of ${wanted} controls were reached`);
  await seen.end();
});

test("targets are 24 pixels or more", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access());
  const small = await seen.page.$$eval("button, summary, input:not([type=radio]):not([type=file])", (all) => all
    .filter((element) => element.checkVisibility())
    .map((element) => ({ who: element.outerHTML.slice(0, 120), box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.height > 0 && (box.height < 24 || box.width < 24))
    .map(({ who, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${who}`));
  assert.deepEqual(small, []);
  await seen.end();
});

test("a screen reader is told once per paste, and not each second", async () => {
  const seen = await visit(browser);
  await seen.page.evaluate(() => {
    globalThis.told = [];
    for (const region of document.querySelectorAll("[aria-live]:not([aria-live=off]), [role=status], [role=alert]")) {
      new MutationObserver(() => globalThis.told.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  const now = Math.floor(Date.now() / 1000);
  await seen.claimlens.replace(access({}, now));
  await seen.page.waitForTimeout(3200);
  const told = (await seen.page.evaluate(() => globalThis.told)).filter(Boolean);
  assert.equal(new Set(told).size, 1, told.join(" | "));
  assert.match(told[0], /Access token/);
  await seen.end();
});

test("landmarks and headings say where one is", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access(claims()));
  const outline = await seen.page.$$eval("h1, h2, h3", (all) => all.filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1])));
  assert.equal(outline.filter((level) => level === 1).length, 1);
  outline.reduce((before, level) => { assert.ok(level <= before + 1, outline.join(" ")); return level; }, 0);
  assert.equal(await seen.page.locator("main").count(), 1);
  assert.equal(await seen.page.locator("header, [role=banner]").count() > 0, true);
  await seen.end();
});
