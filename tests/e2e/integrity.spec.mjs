// Every file of the page is held to its hash: one changed byte in any of them, and the page says so
// in words, with what was typed still in the box. Also: how the files are fetched.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { launched, url } from "./browser.mjs";
import { access, encode } from "./tokens.mjs";

const typed = "typed before anything was loaded";
const browser = await launched();

/** The files index.html names, by the part they play. */
async function parts() {
  const html = await (await fetch(url)).text();
  const find = (pattern) => html.match(pattern)?.[1].replace(/^\.\//, "");
  return {
    style: find(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/),
    boot: find(/<script[^>]*src="([^"]+)"/),
    glue: find(/data-js="([^"]+)"/),
    wasm: find(/data-wasm="([^"]+)"/),
    rest: find(/data-rest="([^"]+)"/),
    tables: find(/data-tables="([^"]+)"/),
    later: find(/data-style="([^"]+)"/),
    checker: find(/data-checker="([^"]+)"/),
    checkerWasm: find(/data-checker-wasm="([^"]+)"/),
  };
}

/** Opens the page in a context of its own; `answer(route, name)` may answer instead of the server. */
async function open(answer = () => false) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const console = [];
  page.on("console", (message) => console.push(`${message.type()}: ${message.text()}`));
  await page.route("**/*", async (route) => {
    const name = route.request().url().slice(url.length);
    if (!(await answer(route, name, page))) await route.continue();
  });
  return { page, console, close: () => context.close() };
}

/** A page whose file `broken` befalls what `change` does to it. */
const faulty = (broken, change) => open(async (route, name) => {
  if (name !== broken) return false;
  await change(route);
  return true;
});

const settled = (page) => page.waitForFunction(() => document.documentElement.dataset.state !== "loading");

/** What can befall a file on its way, as what to do with its request. */
const faults = [
  ["with one byte changed", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    // A letter to another: the file stays well-formed, only its hash is another.
    const at = route.request().url().endsWith(".wasm") ? body.length - 1 : body.indexOf("e");
    body[at] ^= 1;
    await route.fulfill({ response, body });
  }],
  ["that the server does not have", (route) => route.fulfill({ status: 404, body: "" })],
  ["that does not arrive", (route) => route.abort("connectionfailed")],
];

for (const part of ["style", "boot", "glue", "wasm"]) {
  for (const [fault, change] of faults) {
    test(`a ${part} file ${fault}: a notice that names it, and the text is kept`, async () => {
      const broken = (await parts())[part];
      assert.ok(broken, `index.html names no ${part}`);
      const { page, close } = await open(async (route, name, page) => {
        if (name !== broken) return false;
        // The box works before the page is complete.
        await page.locator("#paste").fill(typed);
        await change(route);
        return true;
      });
      await page.goto(url, { waitUntil: "commit" });
      await page.locator("#failure").waitFor({ state: "visible" });
      assert.equal(await page.evaluate(() => document.documentElement.dataset.state), "failed");
      assert.match(await page.locator("#failure-reason").textContent(), new RegExp(broken.replaceAll(".", "\\.")));
      assert.equal(await page.locator("#paste").inputValue(), typed);
      await page.locator("#paste").fill(`${typed}, and after`);
      assert.equal(await page.locator("#paste").inputValue(), `${typed}, and after`);
      await close();
    });
  }
}

// What comes after the page is ready.

const JWT = access();
const ERROR = '{"error":"invalid_grant","error_description":"The refresh token is expired"}';
const headline = (page) => page.locator("#headline").textContent();
const paste = async (page, text) => {
  await page.locator("#paste").fill(text);
  await page.locator("#headline").waitFor();
  return headline(page);
};
const rest = (page) => page.waitForFunction(() => document.documentElement.dataset.rest);

for (const [fault, change] of faults) {
  test(`a second WASM file ${fault}: a notice that says what is missing, and tokens are read`, async () => {
    const broken = (await parts()).rest;
    const { page, close } = await faulty(broken, change);
    await page.goto(url);
    await rest(page);
    await page.locator("#failure").waitFor({ state: "visible" });
    const notice = await page.locator("#failure-reason").textContent();
    assert.match(notice, new RegExp(broken.replaceAll(".", "\\.")));
    assert.match(notice, /without it, JWTs are decoded and nothing else/);
    assert.match(await paste(page, JWT), /^JWT from login\.example\.com/);
    const structure = await page.locator("#verdicts > li").first().textContent();
    assert.match(structure, /Decoded only/, "faults were not looked for: nothing may look sound");
    assert.ok((await page.locator(".claims tbody tr").count()) > 5, "the claims are not shown");
    assert.match(await paste(page, ERROR), /could not be loaded/);
    await page.locator("#clear").click();
    assert.match(await page.locator("#note").textContent(), /could not be loaded/);
    await close();
  });
}

// What checks signatures, which comes last.

const WEAK = `${encode('{"alg":"HS256"}')}.${encode('{"sub":"a"}')}`;
const weak = `${WEAK}.${createHmac("sha256", "secret").update(WEAK).digest("base64url")}`;
const checker = (page) => page.waitForFunction(() => document.documentElement.dataset.checker);

for (const part of ["checker", "checkerWasm"]) {
  for (const [fault, change] of faults) {
    test(`a ${part} file ${fault}: nothing is checked, which is said, and the rest of the page works`, async () => {
      const broken = (await parts())[part];
      assert.ok(broken, `index.html names no ${part}`);
      const { page, close } = await faulty(broken, change);
      await page.goto(url);
      await checker(page);
      const { checker: word, state } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
      assert.deepEqual([word, state], ["failed", "ready"]);
      assert.match(await paste(page, JWT), /access token/i);
      await page.click("#check > summary");
      await page.fill("#key-text", "secret");
      await page.locator("#checked", { hasText: "could not be loaded, or is not the file this page was built with" }).waitFor();
      await close();
    });
  }
}

test("a page that was built without a checker says how to build it with one", async () => {
  const { page, console, close } = await open(async (route, name) => {
    if (name !== "") return false;
    const response = await route.fetch();
    // As trunk alone builds it.
    await route.fulfill({ response, body: (await response.text()).replaceAll(/ data-(checker|checker-wasm|secrets)(-integrity)?="[^"]*"/g, "") });
    return true;
  });
  await page.goto(url);
  await checker(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.checker), "failed");
  await paste(page, weak);
  await page.click("#check > summary");
  await page.fill("#key-text", "secret");
  await page.locator("#checked", { hasText: "built without the part that checks signatures" }).waitFor();
  assert.deepEqual(console, []);
  await close();
});

test("a checker that did not arrive is asked for again when there is something to check", async () => {
  const broken = (await parts()).checkerWasm;
  let times = 0;
  const { page, close } = await open(async (route, name) => {
    if (name !== broken) return false;
    times += 1;
    if (times > 1) return false;
    await route.abort("connectionfailed");
    return true;
  });
  await page.goto(url);
  await checker(page);
  await paste(page, weak);
  await page.click("#check > summary");
  await page.fill("#key-text", "secret");
  await page.locator("#checked .outcome", { hasText: "The signature verifies" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.checker), "loaded");
  await close();
});

for (const [fault, change] of faults) {
  test(`a list of secrets ${fault}: it is not searched, and that is said`, async () => {
    const broken = (await (await fetch(url)).text()).match(/data-secrets="\.\/([^"]+)"/)[1];
    const { page, close } = await faulty(broken, change);
    await page.goto(url);
    await checker(page);
    await paste(page, weak);
    await page.click("#check > summary");
    await page.click("[data-do=check-search]");
    await page.locator("#check", { hasText: "The list of common secrets could not be loaded" }).waitFor();
    await close();
  });
}

/** A page whose second WASM file does not come before `release` is called. */
async function withheld() {
  const { rest: name } = await parts();
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const opened = await open(async (route, requested) => {
    if (requested === name) await held;
    return false;
  });
  return { ...opened, release };
}

test("before the second WASM file is there, tokens are read and the rest says it is awaited; then all is explained", async () => {
  const { page, console, close, release } = await withheld();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  await settled(page);
  await page.waitForTimeout(200);
  const before = asked.length;
  assert.match(await paste(page, JWT), /^JWT from login\.example\.com/);
  assert.match(await page.locator("#verdicts > li").first().textContent(), /Decoded only/);
  assert.equal(await page.locator(".claims .meaning").filter({ hasText: /issuer/i }).count(), 0);
  assert.match(await paste(page, ERROR), /is being loaded/);
  assert.equal(asked.length, before, "a paste caused a request");
  release();
  await rest(page);
  await page.locator("#headline", { hasText: "invalid_grant" }).waitFor();
  assert.match(await paste(page, JWT), /access token/i);
  assert.match(await page.locator("#verdicts > li").first().textContent(), /Well-formed/);
  await page.locator(".claims .meaning").filter({ hasText: /issuer/i }).first().waitFor();
  // What is fetched once the page is ready: the same at every start, whatever was pasted.
  await page.waitForFunction(() => document.documentElement.dataset.checker);
  const more = asked.slice(before).map((address) => address.match(/(\w+)(?:-\w+)?\.\w+$/)?.[1]).sort();
  assert.deepEqual(more, ["checker", "checker", "config", "tables"], "something was requested after the page was complete");
  assert.ok(asked.slice(0, before).some((address) => /\/pages-\w+\.css$/.test(address)), "the styles wait for the second WASM file");
  assert.deepEqual(console, []);
  await close();
});

test("what is asked for before the second WASM file is there is done when it is, and a file dropped then opens nothing", async () => {
  const { page, console, close, release } = await withheld();
  await page.goto(url);
  await settled(page);
  await paste(page, JWT);
  assert.equal(await page.locator("#policy .note").textContent(), "Being loaded …");
  const left = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x.txt"));
    return ["dragover", "drop"].map((kind) => document.body.dispatchEvent(
      new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }),
    ));
  });
  assert.deepEqual(left, [false, false], "the browser would open the file in place of the page");
  assert.match(await page.locator("#note").textContent(), /Drop it again/);
  await page.locator("#theme-dark").check({ force: true });
  await page.locator("#clear").click();
  release();
  await rest(page);
  await page.locator("#undo").waitFor();
  assert.equal(await page.locator("#paste").inputValue(), "");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.equal(await page.locator("#policy .fields input").count(), 9);
  assert.deepEqual(console, []);
  await close();
});

test("a large paste waits for the second WASM file, and a smaller one after it does not", async () => {
  const { page, close, release } = await withheld();
  await page.goto(url);
  await settled(page);
  await page.locator("#paste").fill(`${"lorem ipsum ".repeat(40_000)} ${JWT}`);
  await page.locator(".progress").waitFor();
  assert.match(await paste(page, JWT), /^JWT from/);
  assert.equal(await page.locator(".progress").count(), 0);
  await page.locator("#paste").fill(`${"lorem ipsum ".repeat(40_000)} ${JWT}`);
  await page.locator(".progress").waitFor();
  release();
  await rest(page);
  await page.locator(".headline .found").waitFor();
  await page.locator(".progress").waitFor({ state: "detached" });
  assert.match(await page.locator("#note").textContent(), /not coloured/);
  await close();
});

test("without script, a notice says so and the box is there", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("noscript").first().waitFor({ state: "visible" });
  await page.locator("#paste").fill(typed);
  await context.close();
});

test("each file is fetched once, from the own origin, and nothing is said on the console", async () => {
  const { page, console, close } = await open();
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url()));
  await page.goto(url, { waitUntil: "load" });
  await rest(page);
  await page.waitForFunction(() => document.documentElement.dataset.offline && document.documentElement.dataset.checker);
  assert.deepEqual(await page.evaluate(() => ({ ...document.documentElement.dataset })), { state: "ready", page: "inspect", rest: "loaded", config: "loaded", tables: "loaded", checker: "loaded", offline: "ready" });
  // Chromium warns of a preload that nobody used a few seconds after the load.
  await page.waitForTimeout(5000);
  assert.deepEqual(console, []);
  assert.deepEqual([...new Set(fetched)], fetched, "a file was fetched twice");
  assert.ok(fetched.every((address) => new URL(address).origin === new URL(url).origin));
  const once = Object.values(await parts());
  for (const name of once) assert.ok(fetched.some((address) => address.endsWith(name)), `${name} was not fetched`);
  await close();
});
