// A program that stops in the middle of its work, or never starts, leaves a page that says so in words and keeps
// what was typed. How each file fails on its way is in integrity.spec.mjs; here it is the program itself.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { launched, url, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();

/**
 * In the page, before everything else: every WASM module that is made has its exports wrapped, so that, once
 * `trap.armed` is set, a call into it throws what a trap throws. The page's own code is as it was built.
 */
function traps() {
  const trap = { armed: false, calls: 0, thrown: 0 };
  Object.defineProperty(globalThis, "trap", { value: trap });
  const wrapped = (exports) => {
    const copies = {};
    for (const [name, value] of Object.entries(exports)) {
      copies[name] = typeof value !== "function" || /memory|table/.test(name) ? value : (...given) => {
        trap.calls += 1;
        if (trap.armed) {
          trap.thrown += 1;
          throw new WebAssembly.RuntimeError("unreachable");
        }
        return value(...given);
      };
    }
    return copies;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await made.apply(WebAssembly, given);
      // The second file is tied to the true exports of the first, whose functions it names in its table.
      const instance = result.instance ?? result;
      if (!("__wasm_split" in (given[1] ?? {}))) {
        const exports = wrapped(instance.exports);
        const copy = Object.create(WebAssembly.Instance.prototype, { exports: { value: Object.freeze(exports) } });
        return result.instance ? { instance: copy, module: result.module } : copy;
      }
      return result;
    };
  }
}

const typed = "typed by hand, and not to be lost";
const kept = (seen) => seen.page.inputValue("#paste");

describe("the program stops", () => {
  test("at a paste: a notice in words, the text is kept, and the box goes on", async () => {
    const seen = await visit(browser, { prepare: (seen) => seen.page.addInitScript(traps) });
    const { page, claimlens } = seen;
    await claimlens.replace(access());
    assert.match(await claimlens.headline(), /^Access token/);
    assert.ok(await page.evaluate(() => globalThis.trap.calls > 0), "the exports are not wrapped");
    await page.evaluate(() => { globalThis.trap.armed = true; });
    await page.fill("#paste", typed);
    await page.locator("#failure").waitFor({ state: "visible" });
    assert.equal(await page.evaluate(() => document.documentElement.dataset.state), "failed");
    assert.match(await claimlens.failure(), /stopped/i);
    assert.match(await page.innerText("#failure"), /Your text is still in the box/);
    assert.equal(await kept(seen), typed);
    await page.fill("#paste", `${typed}, and after`);
    assert.equal(await kept(seen), `${typed}, and after`);
    assert.deepEqual(await seen.violations(), []);
    await seen.context.close();
  });

  test("what it last said is marked as no answer to what is in the box now", async () => {
    const seen = await visit(browser, { prepare: (seen) => seen.page.addInitScript(traps) });
    const { page, claimlens } = seen;
    await claimlens.replace(access());
    await page.evaluate(() => { globalThis.trap.armed = true; });
    await page.fill("#paste", "something else");
    await page.locator("#failure").waitFor({ state: "visible" });
    assert.equal(await page.isVisible("#headline"), false, "an old report stands below a new text");
    await seen.context.close();
  });

  test("once: it is said once, however often it is called after", async () => {
    const seen = await visit(browser, { prepare: (seen) => seen.page.addInitScript(traps) });
    const { page } = seen;
    await page.evaluate(() => { globalThis.trap.armed = true; });
    for (const text of ["a", "b", "c"]) await page.fill("#paste", text);
    await page.click("#theme", { force: true });
    await page.waitForTimeout(1500);
    const words = await page.textContent("#failure-reason");
    assert.equal(words.match(/stopped/gi)?.length, 1, words);
    assert.ok(await page.evaluate(() => globalThis.trap.thrown > 1));
    await seen.context.close();
  });

  for (const hash of ["reference", "walkthroughs", "request"]) {
    test(`on ${hash}: the notice is there, too`, async () => {
      const seen = await visit(browser, { prepare: (seen) => seen.page.addInitScript(traps) });
      const { page } = seen;
      await page.fill("#paste", typed);
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await seen.claimlens.settled();
      await page.evaluate(() => { globalThis.trap.armed = true; });
      await page.evaluate(() => { location.hash = "grants"; });
      await page.locator("#failure").waitFor({ state: "visible" });
      assert.equal(await kept(seen), typed);
      await seen.context.close();
    });
  }
});

describe("the program does not start", () => {
  const causes = {
    "it traps at once": () => {
      for (const name of ["instantiate", "instantiateStreaming"]) {
        WebAssembly[name] = async () => { throw new WebAssembly.RuntimeError("unreachable"); };
      }
    },
    "there is no memory for it": () => {
      for (const name of ["instantiate", "instantiateStreaming"]) {
        WebAssembly[name] = async () => { throw new RangeError("could not allocate memory"); };
      }
    },
    "WebAssembly is switched off": () => { delete globalThis.WebAssembly; },
    "it is one that this browser cannot read": () => {
      for (const name of ["instantiate", "instantiateStreaming"]) {
        WebAssembly[name] = async () => { throw new WebAssembly.CompileError("invalid opcode 0xfd"); };
      }
    },
  };
  for (const [name, cause] of Object.entries(causes)) {
    test(`${name}: words that say so, and the box works`, async () => {
      const seen = await visit(browser, { ready: false, prepare: (seen) => seen.page.addInitScript(cause) });
      const { page } = seen;
      await page.goto(url, { waitUntil: "commit" });
      await page.fill("#paste", typed);
      await page.locator("#failure").waitFor({ state: "visible" });
      assert.match(await page.textContent("#failure-reason"), /did not start|could not be loaded|WebAssembly/);
      assert.equal(await kept(seen), typed);
      await page.fill("#paste", `${typed}, and after`);
      assert.equal(await kept(seen), `${typed}, and after`);
      await seen.context.close();
    });
  }
});
