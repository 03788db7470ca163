// How it looks: nothing overflows at any width, nothing jumps, themes follow and switch. Screenshots
// go to tests/e2e/results; CLAIMLENS_SCREENSHOT=1 renews the one in the README.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertFits } from "./axe.mjs";
import { NOW, launched, results, visit } from "./browser.mjs";
import { OPAQUE, access, identity } from "./tokens.mjs";

const readme = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

const browser = await launched();

const HOSTILE = access({
  unbroken: "x".repeat(3000),
  right_to_left: "\u202Eתוכן עוין\u202C مرحبا",
  markup: "<script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>",
  "a-name-without-any-break-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on": [1, [2, [3, { deep: "value".repeat(80) }]]],
  zero_width: "a\u200Bb\u200Dc",
  newline: "line\nline\u0007",
});
const MANY = access(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`claim_${n}`, n])));

const contents = { empty: null, token: access(), hostile: HOSTILE, many: MANY, opaque: OPAQUE, several: [access(), identity(), OPAQUE].join("\n") };

/** The pages besides Inspect, each by what stands behind the `#`, and what is done there. */
const pages = {
  reference: {},
  "reference/region/mypurecloud.ie": {},
  "reference/error/missing.permissions": {},
  grants: {},
  "grants/client_credentials": {},
  walkthroughs: {},
  "a walk": { hash: "walkthroughs", then: async ({ page, claimlens }) => {
    await page.click("[data-do=walk-begin]");
    await page.locator("#step").waitFor();
    await claimlens.settled();
  } },
  "a walk as a document": { hash: "walkthroughs", then: async ({ page }) => {
    await page.click("#walks a");
    await page.getByText("As a document, to print").click();
    await page.locator("#document").waitFor();
  } },
  request: {},
  privacy: {},
  "a link to a report": { hash: `share/1/${"A".repeat(3000)}` },
  "no such card": { hash: `reference/region/${"nowhere".repeat(60)}.example` },
};
const WIDTHS = [320, 360, 768, 1280, 3840];

/** Nothing makes the page scroll sideways, at any width; and pictures of it at three. */
async function assertFitsEverywhere({ page }, name, scheme, { pictures = true } = {}) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await assertFits(page, `${name}, ${width} px`);
    if (pictures && [360, 768, 1280].includes(width)) {
      await page.screenshot({ path: `${results}${name.replace(/\W+/g, "-")}-${width}-${scheme}.png`, fullPage: true });
    }
  }
}

for (const colorScheme of ["light", "dark"]) {
  describe(`nothing overflows at ${WIDTHS.join(", ")} px, ${colorScheme}`, () => {
    for (const [name, text] of Object.entries(contents)) {
      test(name, async () => {
        const seen = await visit(browser, { now: NOW, context: { colorScheme, viewport: { width: WIDTHS[0], height: 900 } } });
        if (text) await seen.claimlens.replace(text);
        await assertFitsEverywhere(seen, name, colorScheme, { pictures: name !== "many" });
        await seen.end();
      });
    }

    test("the other pages", async () => {
      const seen = await visit(browser, { now: NOW, context: { colorScheme, viewport: { width: WIDTHS[0], height: 900 } } });
      for (const [name, { hash = name, then }] of Object.entries(pages)) {
        if (name === "request") await seen.toRequest();
        else if (name === "privacy") await seen.toPrivacy();
        else await seen.go(hash);
        await then?.(seen);
        await assertFitsEverywhere(seen, name, colorScheme);
      }
      await seen.end();
    });
  });
}

test("the colours stay behind their text when the box is scrolled to the end of another text", async () => {
  for (const width of [360, 768, 1280]) {
    const seen = await visit(browser, { now: NOW, context: { viewport: { width, height: 900 } } });
    for (const lines of [12, 25, 60]) {
      await seen.page.fill("#paste", `${access()}\n`.repeat(lines).slice(0, 9000) + "end");
      await seen.page.evaluate(() => document.querySelector("#paste").scrollTo(0, 1e6));
      await seen.page.waitForTimeout(150);
      const [box, colours] = await seen.page.evaluate(() => ["#paste", "#backdrop"].map((part) => document.querySelector(part).scrollTop));
      assert.ok(box > 0, `${lines} lines do not fill the box`);
      assert.equal(colours, box, `${width} px, ${lines} lines`);
    }
    await seen.end();
  }
});

test("at 200 percent nothing is lost", async () => {
  // Zooming in is having half as many pixels, twice as dense.
  const seen = await visit(browser, { now: NOW, context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } });
  await seen.claimlens.replace(HOSTILE);
  await assertFits(seen.page);
  assert.match(await seen.claimlens.headline(), /^Access token/);
  await seen.end();
});

test("nothing jumps while loading, nor when the same kind of paste replaces another", async () => {
  const seen = await visit(browser, { now: NOW });
  const sum = (shifts) => shifts.reduce((total, shift) => total + shift.value, 0);
  const loading = await seen.shifts();
  assert.ok(sum(loading) < 0.01, JSON.stringify(loading));
  await seen.claimlens.replace(access());
  await seen.page.waitForTimeout(700);
  const start = await seen.clock();
  await seen.claimlens.replace(access({ sub: "another" }));
  await seen.page.waitForTimeout(2200);
  // The text behind the box is the paste itself: another paste is another text.
  const replaced = (await seen.shifts(start)).filter(({ who }) => who.split(" ").some((name) => name !== "backdrop"));
  assert.ok(sum(replaced) < 0.01, JSON.stringify(replaced));
  await seen.end();
});

test("the theme follows the system and can be switched", async () => {
  const seen = await visit(browser, { now: NOW, context: { colorScheme: "dark" } });
  const ground = () => seen.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await seen.page.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  assert.notEqual(dark, light);
  await seen.claimlens.theme("dark");
  assert.equal(await ground(), dark);
  await seen.page.emulateMedia({ colorScheme: "dark" });
  await seen.claimlens.theme("light");
  assert.equal(await ground(), light);
  await seen.page.reload();
  await seen.claimlens.whole();
  assert.equal(await ground(), light, "it is remembered");
  await seen.context.close();
});

test("who wants less motion gets none", async () => {
  const seen = await visit(browser, { now: NOW, context: { reducedMotion: "reduce" } });
  await seen.claimlens.replace(access());
  const moving = await seen.page.evaluate(() => document.getAnimations().filter((animation) => animation.effect.getComputedTiming().duration > 10).length);
  assert.equal(moving, 0);
  await seen.end();
});

test("hostile content is text, and only text", async () => {
  const seen = await visit(browser, { now: NOW });
  seen.page.on("dialog", () => assert.fail("a dialog opened"));
  await seen.claimlens.replace(HOSTILE);
  assert.equal(await seen.claimlens.claim("markup"), "<script>alert(1)</script><img src=x onerror=alert(1)><style>*{display:none}</style>");
  assert.equal(await seen.page.locator("#report img, #report script, #report style, #report iframe").count(), 0);
  await seen.end();
});

test("the picture in the README", { skip: process.env.CLAIMLENS_SCREENSHOT !== "1" && "CLAIMLENS_SCREENSHOT is not 1" }, async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(`Authorization: Bearer ${access()}`);
  await seen.page.screenshot({ path: readme });
  await seen.end();
});
