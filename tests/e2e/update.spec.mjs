// A newer build is offered to a page that is open, and never forced: what was typed stays until the person says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launched, visit } from "./browser.mjs";
import { relay } from "./server.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();
/** Whether the server has the newer build's worker. */
let newer = false;
// The page as it is served, but for the worker: that of a build with another program.
const address = await relay((answer) => {
  if (!newer || answer.name !== "sw.js") return answer;
  const text = answer.body.toString().replace(/"name":"[0-9a-f]+"/, '"name":"fedcba9876543210"');
  const build = JSON.parse(/^const BUILD=(.*?\});/.exec(text)[1]);
  const { "index.html": page } = build.files;
  build.files = { "index.html": page };
  return { ...answer, body: text.replace(/^const BUILD=.*?\};/, () => `const BUILD=${JSON.stringify(build)};`) };
});

test("a newer build is offered, and loaded only when one says so", async () => {
  const seen = await visit(browser, { address });
  const { page, claimlens } = seen;
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  const token = access();
  await claimlens.replace(token);
  const headline = await claimlens.headline();
  const check = () => page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  await check();
  assert.equal(await page.isVisible("#update"), false, "the same build is no newer one");
  newer = true;
  const start = await seen.clock();
  const loads = [];
  page.on("framenavigated", () => loads.push(page.url()));
  await check();
  await page.locator("#update").waitFor({ state: "visible" });
  assert.equal(await claimlens.text(), token);
  assert.equal(await claimlens.headline(), headline);
  assert.deepEqual(loads, [], "nothing was loaded anew");
  assert.deepEqual(await seen.shifts(start), [], "nothing moves");
  await page.click("#update a");
  await page.waitForFunction(() => document.documentElement.dataset.state === "ready" && document.getElementById("paste").value === "");
  assert.equal(loads.length, 1);
  await seen.context.close();
});
