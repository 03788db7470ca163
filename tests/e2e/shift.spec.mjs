// Nothing moves under the eye while the page comes up: on each page, at three widths, on a first visit in which
// every later file comes alone and late, so that what it changes is painted by itself, and on a second one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launched, url, visit } from "./browser.mjs";

const PAGES = ["", "#request", "#reference", "#reference/region:mypurecloud.de", "#grants", "#walkthroughs", "#privacy"];
const WIDTHS = [360, 768, 1280];
/** What the browser's own score may be, over a whole visit. From 0.1 on it is said to be bad. */
const MOST = 0.01;

/** The order in which a slow network brings what is loaded once the page is ready, in milliseconds after it is asked for. */
const LATE = [[/\/rest-[^/]*\.wasm$/, 250], [/\/pages-[^/]*\.css$/, 500], [/\/tables-[^/]*\.txt$/, 900], [/\/config\.json$/, 250]];

const browser = await launched();

async function slowly({ page }) {
  for (const [file, wait] of LATE) {
    await page.route(file, async (route) => {
      await new Promise((done) => { setTimeout(done, wait); });
      await route.continue().catch(() => {});
    });
  }
}

/** Fails where something moved that no input has asked for. */
async function still(seen, where) {
  const moved = (await seen.shifts()).filter(({ hadRecentInput }) => !hadRecentInput);
  const sum = moved.reduce((sum, { value }) => sum + value, 0);
  const told = moved.map(({ start, value, who }) => `${value.toFixed(4)} after ${start.toFixed(0)} ms: ${who}`);
  assert.ok(sum <= MOST, `${where}: ${sum.toFixed(4)}\n${told.join("\n")}`);
}

for (const width of WIDTHS) {
  for (const place of PAGES) {
    test(`nothing moves at ${width} px: ${place || "Inspect"}`, async () => {
      const address = new URL(place, url).href;
      const seen = await visit(browser, { address, context: { viewport: { width, height: 800 } }, prepare: slowly });
      await still(seen, "first visit");
      await seen.page.unrouteAll();
      await seen.page.reload();
      await seen.claimlens.whole();
      seen.loaded = seen.requests.length;
      await still(seen, "second visit");
      await seen.end();
    });
  }
}
