// For everyone: what axe knows of accessibility, and that nothing is wider than the window.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const axe = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe finds, one line each. It is injected, which the page's policy would not let happen. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** Axe finds nothing; `what` says where that is. */
export async function assertForEveryone(page, what = "axe") {
  assert.deepEqual(await violations(page), [], what);
}

/** Nothing makes the page scroll sideways. */
export async function assertFits(page, what = "the page") {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= window, `${what}: ${wide} px in ${window}`);
}
