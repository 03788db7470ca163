// After one visit the page opens without a network, reload included, and keeps nothing but the files of its
// build and the settings beside it: no answer to a POST, no other path, nothing that says no-store; what an older
// build kept goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, lan, launched, needsLan, url, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();

const kept = (page) => page.evaluate(async () => {
  const all = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) all.push(`${request.method} ${new URL(request.url).pathname}`);
  }
  return all.sort();
});

/** Waits until all of the page is there, as at a visit. */
const ready = (page) => page.waitForFunction(() => {
  const { state, rest, tables, checker } = document.documentElement.dataset;
  return state === "ready" && rest === "loaded" && tables === "loaded" && checker === "loaded";
});

test("reloaded without a network, everything works: tokens, the reference, the walkthroughs", async () => {
  const seen = await visit(browser, { now: NOW });
  const { page, context, claimlens } = seen;
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  await claimlens.replace(access());
  assert.match(await claimlens.headline(), /^Access token from login\.example\.com/);
  await page.goto(`${url}#reference/region/mypurecloud.ie`);
  await page.locator("#card").waitFor();
  await page.goto(`${url}#walkthroughs`);
  await page.locator("#new-checklist").waitFor();
  assert.match(await page.locator(".offline .ready").innerText(), /without a network/);
  assert.deepEqual(seen.console.filter((line) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(line)), []);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test("a tab opened anew without a network has the page too", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.context.setOffline(true);
  const second = await seen.context.newPage();
  await second.goto(`${url}#reference`);
  await ready(second);
  await second.locator("#results").waitFor();
  await seen.context.close();
});

test("only the files of the build and its settings are kept, the files as they were built", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  const before = await kept(page);
  const build = await (await fetch(new URL("build.json", url))).json();
  assert.equal("config.json" in build.files, false, "the settings are none of the build's files");
  const listed = [...Object.keys(build.files), "config.json"].filter((name) => name !== "sw.js");
  const files = listed.map((name) => `GET ${new URL(name, url).pathname}`).sort();
  assert.deepEqual(before, files);
  // Through the worker: it is in charge of this page only after a reload.
  await page.reload();
  await ready(page);
  const tried = await page.evaluate(async () => {
    const asked = [
      fetch("build.json"), fetch("api/v2/tokens/me"), fetch("oauth/token", { method: "POST", body: "grant_type=client_credentials" }),
      fetch("index.html", { cache: "no-store" }), fetch("?access_token=secret"),
    ];
    return (await Promise.allSettled(asked)).length;
  });
  assert.equal(tried, 5);
  assert.deepEqual(await kept(page), files);
  await seen.context.close();
});

test("what an older build kept goes when a new one is kept, and what is not its own stays", async () => {
  const seen = await visit(browser);
  const { page } = seen;
  await page.evaluate(async () => {
    const { pathname } = new URL("./", location);
    await (await caches.open(`claimlens ${pathname} 0000000000000000`)).put("old.js", new Response("old"));
    // Another tool's, and another Claimlens' below another path of the same origin.
    await (await caches.open("of-somebody-else")).put("x", new Response("x"));
    await (await caches.open(`claimlens ${pathname}below/ 0000000000000000`)).put("x", new Response("x"));
  });
  // A worker of another build, as the browser would find it at the next visit.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.unregister();
  });
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  const prefix = `claimlens ${new URL(url).pathname} `;
  await page.waitForFunction(async (old) => !(await caches.keys()).includes(old), `${prefix}0000000000000000`);
  const names = await page.evaluate(() => caches.keys());
  assert.ok(names.includes("of-somebody-else"), "what is not its own stays");
  assert.ok(names.includes(`claimlens ${new URL(url).pathname}below/ 0000000000000000`), "another path's stays");
  assert.deepEqual(names.filter((name) => name.startsWith(prefix) && name !== `${prefix}settings`).length, 1);
  assert.ok(names.includes(`${prefix}settings`), "the settings outlive a build");
  await seen.context.close();
});

test("the worker is asked for anew each time, and is no file that may be kept for ever", async () => {
  const { headers, status } = await fetch(new URL("sw.js", url));
  assert.equal(status, 200);
  assert.match(headers.get("cache-control"), /no-cache/);
  assert.match(headers.get("content-type"), /javascript/);
});

test("a page that cannot be kept says so, and works as long as it is open", async () => {
  const seen = await visit(browser, { context: { serviceWorkers: "block" } });
  assert.equal(await seen.page.evaluate(() => document.documentElement.dataset.offline), "failed");
  await seen.page.goto(`${url}#walkthroughs`);
  await seen.page.locator(".offline .failed").waitFor();
  await seen.context.close();
});

test("on plain http in an intranet the page says that it is not kept, and works", needsLan, async () => {
  const seen = await visit(browser, { address: `${lan}#walkthroughs` });
  assert.equal(await seen.page.evaluate(() => document.documentElement.dataset.offline), "insecure");
  await seen.page.locator(".offline .insecure").waitFor({ state: "visible" });
  await seen.page.locator("#new-checklist option").first().waitFor({ state: "attached" });
  // What the browser says of a header that has no effect without https.
  seen.console = seen.console.filter((message) => !/Cross-Origin-Opener-Policy header has been ignored/.test(message));
  await seen.end();
});
