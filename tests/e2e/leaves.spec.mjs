// "What leaves this browser": the page says of itself what the browser can be asked to confirm, and forgets
// everything it keeps, and nothing else, at a second press.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { NOW, except, launched, place, url, visit } from "./browser.mjs";
import { changed } from "./server.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();

const listed = (seen, selector) => seen.page.$$eval(`${selector} > li`, (items) => items.map((item) => item.textContent));

/** Opens the page; its list of files, and what the server sends with the page and with its worker, is all it asks for. */
async function open(options = {}) {
  const seen = await visit(browser, { now: NOW, ...options });
  await seen.page.click("footer a[href='#privacy']");
  await seen.toPrivacy();
  return seen;
}

test("the policy that is shown is the one in force, every directive of it", async () => {
  const seen = await open();
  const policy = await seen.page.getAttribute("meta[http-equiv=Content-Security-Policy]", "content");
  const names = policy.split(";").map((part) => part.trim().split(" ")[0]);
  const shown = await seen.page.$$eval("#policy-in-words dd code", (codes) => codes.map((code) => code.textContent));
  assert.deepEqual(shown, names);
  assert.match(await seen.text("#policy-in-words"), place === "file" ? /Requests by a program ?nothing/ : /Requests by a program ?this page’s own address/);
  await seen.end();
});

test("what the server sends besides is shown: the same policy, and one for the worker", except({ file: "a file has no server" }), async () => {
  const seen = await open();
  assert.match(await seen.text("#header-is"), /sends the same as a header.*no other site may show this page/);
  assert.match(await seen.text("#worker-is"), /a policy of its own/);
  assert.equal(await seen.page.locator("#header-is .warned").count(), 0);
  await seen.end();
});


test("a page without its policy says so instead of showing none", async () => {
  const address = await changed((html) => html.replace(/<meta http-equiv="?Content-Security-Policy[^>]*>/, ""));
  const seen = await visit(browser, { address });
  await seen.page.click("footer a[href='#privacy']");
  assert.match(await seen.text("#no-policy"), /no policy in this page.*Do not paste a token/);
  await seen.context.close();
});

test("requests are counted, those for the page's files apart from all others", async () => {
  const seen = await open();
  if (place === "file") {
    assert.match(await seen.text("#counted"), /^0 times .*; nothing else\.$/, "all of it is in the file that was opened");
    await seen.end();
    return;
  }
  const [, files] = (await seen.text("#counted")).match(/^(\d+) times for the files .*; nothing else\.$/);
  assert.ok(Number(files) >= 5, `${files} files`);
  await seen.toRequest();
  await seen.toPrivacy();
  await seen.page.click("text=Count again");
  assert.match(await seen.text("#counted"), /; 1 time for something else/);
  const [asked] = await listed(seen, "#asked-for");
  assert.ok(asked.startsWith(`${new URL("proxy.json", url).pathname} `), asked);
  assert.match(asked, /\d+ s after the start, by fetch$/);
  await seen.context.close();
});



test("forget everything takes two presses, and leaves what belongs to others", async () => {
  const seen = await visit(browser, { now: NOW });
  const { page } = seen;
  await seen.claimlens.replace(access());
  await page.evaluate(() => {
    localStorage.setItem("claimlens.theme", "dark");
    localStorage.setItem("claimlens.walks", "1");
    localStorage.setItem("claimlens.walk/1", "{}");
    localStorage.setItem("another-tool", "stays");
    sessionStorage.setItem("claimlens.expectations", "x");
  });
  const served = place !== "file";
  await page.click("footer a[href='#privacy']");
  await page.locator("#kept", { hasText: served ? "files of this page" : "claimlens.theme" }).waitFor();
  const before = await listed(seen, "#kept");
  for (const name of ["claimlens.theme", "claimlens.walks", "claimlens.walk/1", "claimlens.expectations", ...(served ? ["A service worker"] : [])]) {
    assert.ok(before.some((line) => line.startsWith(name)), `${name} is not in ${before.join("\n")}`);
  }
  assert.match(await seen.text("#page"), /1 more entry belongs to other pages/);
  await page.click("#forget");
  assert.equal(await page.evaluate(() => localStorage.length), 4, "the first press removes nothing");
  await page.click("#forget-now");
  await page.locator("#kept-nothing").waitFor();
  assert.match(await seen.text("#forgotten"), /^Forgotten\./);
  const left = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    caches: await caches.keys(),
    // A file has none, and may not even ask.
    workers: location.protocol === "file:" ? 0 : (await navigator.serviceWorker.getRegistrations()).length,
    pasted: document.getElementById("paste").value,
    undo: document.getElementById("undo") !== null,
  }));
  assert.deepEqual(left, { local: { "another-tool": "stays" }, session: {}, caches: [], workers: 0, pasted: "", undo: false });
  assert.deepEqual(seen.errors, []);
  await seen.context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}, and nothing runs over at 320 px`, async () => {
    const seen = await open({ context: { colorScheme, viewport: { width: 320, height: 800 } } });
    await seen.page.click("#forget");
    await assertForEveryone(seen.page);
    await assertFits(seen.page);
    await seen.end();
  });
}
