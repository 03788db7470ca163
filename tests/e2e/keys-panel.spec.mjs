// The panel of keys: what it does where a check takes long or does not go, that nothing of a key stays, and that everybody
// can use it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { CLIPBOARD, except, launched, results } from "./browser.mjs";
import { made, opened } from "./keys.mjs";

const browser = await launched();
const have = await made();
const open = (...given) => opened(browser, ...given);

describe("when it takes long, or does not go", () => {
  /** A visit in which the worker can be held up, and ended. */
  const held = (options = {}) => open(have.rs256, {
    prepare: ({ page }) => page.addInitScript(() => {
      const { postMessage } = Worker.prototype;
      globalThis.held = false;
      Worker.prototype.postMessage = function post(...all) {
        globalThis.worker = this;
        if (!globalThis.held || typeof all[0] !== "string") postMessage.apply(this, all);
      };
    }),
    ...options,
  });

  test("it says that it checks, typing goes on, and it can be cancelled and begun again", async () => {
    const { seen, page, claimlens, keys } = await held();
    await page.evaluate(() => { globalThis.held = true; });
    await keys.open();
    await page.fill("#key-text", have.pem);
    const cancel = page.locator("[data-do=check-cancel]");
    await cancel.waitFor();
    assert.match(await page.textContent("#checked"), /^Checking …/);
    await page.focus("#paste");
    await page.keyboard.press("End");
    await page.keyboard.type(" typed");
    assert.equal(await claimlens.text(), `${have.rs256} typed`);
    await cancel.click();
    assert.match(await page.textContent("#checked"), /^The check was stopped\./);
    assert.match(await claimlens.headline(), /Signature not checked/);
    await page.evaluate(() => { globalThis.held = false; });
    await page.click("#checked [data-do=check-again]");
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good");
    await seen.end();
  });

  test("a worker that dies is said, and another one takes its place", async () => {
    const { seen, page, claimlens, keys } = await held();
    await keys.give(have.pem);
    await page.evaluate(() => globalThis.worker.dispatchEvent(new ErrorEvent("error", { cancelable: true })));
    await page.locator("#key-note.bad").waitFor();
    assert.match(await page.textContent("#key-note"), /The checker does not answer\. .*has stopped/);
    assert.match((await keys.outcome()).text, /^Nothing was checked\./);
    assert.match(await claimlens.headline(), /Signature not checked/);
    await page.click("#key-note [data-do=check-again]");
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good");
    await seen.end();
  });

  test("files that cannot be had are said, and the page goes on", except({ file: "its files are within it" }), async () => {
    const { seen, page, claimlens, keys } = await open(have.rs256, {
      context: { serviceWorkers: "block" },
      prepare: ({ page }) => page.route("**/checker-*.wasm", (route) => route.abort()),
    });
    await keys.open();
    await page.fill("#key-text", have.pem);
    await page.locator("#key-note.bad").waitFor();
    assert.match(await page.textContent("#key-note"), /could not be loaded/);
    await claimlens.replace(have.expired);
    assert.match(await claimlens.headline(), /Expired/);
    await seen.context.close();
  });
});

describe("nothing stays", () => {
  for (const [name, how] of [["Clear keys", "#clear-keys"], ["Clear", "#clear"]]) {
    test(`${name} wipes keys and what came of them`, async () => {
      const { seen, page, claimlens, keys } = await open(have.jwe);
      await keys.give(have.encPem);
      await page.click("[data-do=check-add]");
      await keys.give("correct horse battery staple");
      await page.click("#check-more > summary");
      await page.fill("#key-access", "an-access-token-beside-it");
      await keys.answered();
      assert.ok(await keys.holds("correct horse battery staple"));
      await page.click(how);
      await keys.answered();
      for (const secret of ["correct horse battery staple", "an-access-token-beside-it", have.encPem.split("\n")[1], have.rs256]) {
        assert.equal(await keys.holds(secret), false, secret.slice(0, 12));
      }
      assert.equal(await keys.outcome(), null);
      if (how === "#clear") {
        await claimlens.undo();
        assert.equal(await claimlens.text(), have.jwe);
        assert.equal(await keys.outcome(), null, "the text comes back, and no key");
      }
      assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)].flat().filter((name) => !["theme", "expectations"].includes(name))), []);
      await seen.end();
    });
  }

  test("a private key and a secret are masked once the field has lost the focus", async () => {
    const { seen, page, keys } = await open(have.hs256);
    const security = () => page.$eval("#key-text", (field) => getComputedStyle(field).webkitTextSecurity);
    for (const [text, masked] of [[have.privatePem, "disc"], ["a secret", "disc"], [have.pem, "none"]]) {
      await keys.give(text);
      await page.focus("#key-text");
      assert.equal(await security(), "none");
      await page.focus("#paste");
      assert.equal(await security(), masked);
    }
    await keys.give(have.privatePem);
    assert.match((await keys.recognised())[0], /private half was given too.*key\.private/);
    await seen.end();
  });

  test("the report as Markdown has the outcome, and neither token nor key", async () => {
    const { seen, page, keys } = await open(have.rs256, { context: CLIPBOARD });
    await keys.give(JSON.stringify(have.jwks));
    await page.click("[data-do=copy][data-v='report:']");
    await page.locator("#said", { hasText: "Copied" }).waitFor();
    const text = await seen.clipboard();
    assert.match(text, /\*\*The signature verifies with the key “2026-1”/);
    assert.match(text, /thumbprint [\w\\-]{43}/);
    assert.match(text, /\| Signature \| Verifies \|/);
    assert.doesNotMatch(text, /not verified|not checked/i);
    for (const part of [...have.rs256.split("."), have.jwks.keys[1].n]) assert.ok(!text.includes(part));
    await seen.end();
  });
});

describe("for everyone", () => {
  const states = {
    "an open panel": async (keys) => keys.open(),
    "a key that verifies": async (keys) => keys.give(JSON.stringify(have.jwks)),
    "a key that does not": async (keys) => keys.give(have.otherPem),
    "a private key": async (keys) => keys.give(have.privatePem),
    "every panel": async (keys) => {
      await keys.give("a secret");
      await keys.page.click("#check-more > summary");
      await keys.page.click("#check-places > summary");
      await keys.page.fill("#key-url", "http://a.example");
    },
  };
  for (const colorScheme of ["light", "dark"]) {
    let all;
    before(async () => { all = await open(undefined, { context: { bypassCSP: true, colorScheme } }); });
    after(() => all.seen.context.close());
    for (const [name, prepare] of Object.entries(states)) {
      test(`axe finds nothing, ${colorScheme}: ${name}`, async () => {
        await all.claimlens.replace(name === "every panel" ? have.hs256 : have.rs256);
        await prepare(all.keys);
        await assertForEveryone(all.page);
      });
    }
    test(`nothing overflows, ${colorScheme}`, async () => {
      const { seen, page, claimlens, keys } = await open(have.rs256, { context: { colorScheme } });
      const shot = async (name) => {
        for (const width of [320, 360, 768, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await assertFits(page, `${name}, ${width} px`);
          if (width > 320) await page.screenshot({ path: `${results}keys-${name}-${width}-${colorScheme}.png`, fullPage: true });
        }
      };
      await keys.give(JSON.stringify(have.jwks));
      await shot("verifies");
      await keys.give(have.otherPem);
      await shot("wrong");
      await claimlens.replace(have.confused);
      await keys.give(have.pem);
      await shot("confused");
      await claimlens.replace(have.jwe);
      await keys.give(have.encPem);
      await page.click("[data-do=check-add]");
      await keys.give(have.pem);
      await shot("decrypted");
      await claimlens.replace(`${have.rs256}\n${have.es256}\n${have.hs256}`);
      await page.click("#check-more > summary");
      await page.click("#check-places > summary");
      await keys.answered();
      await shot("several");
      await claimlens.replace(have.expired);
      await keys.answered();
      await shot("expired");
      await seen.end();
    });
  }

  test("by keyboard: from the summary to a key and to what it gave", async () => {
    const { seen, page, keys } = await open(have.rs256);
    await page.focus("#check > summary");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "key-text");
    await page.keyboard.insertText(have.pem);
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "key-file");
    await seen.end();
  });

  test("nothing shifts while the panel is loaded, and a re-check puts its outcome where the last one was", async () => {
    const { seen, page, claimlens, keys } = await open(have.rs256);
    await keys.give(have.pem);
    const top = () => page.$eval("#headline", (headline) => headline.getBoundingClientRect().top);
    const before = await top();
    await claimlens.replace(have.expired.replace(/.$/, "A"));
    await claimlens.replace(have.rs256);
    await keys.answered();
    assert.equal(await top(), before);
    await seen.end();
  });
});

describe("a secret is read as the outcome says", () => {
  test("by keyboard: the button reads it so, and what it gave has the focus, is said and names the reading", async () => {
    const { seen, page, claimlens, keys } = await open(have.hs256);
    await keys.give(have.secret.toString("base64"));
    // The headline is said 800 ms after the paste: whatever is said before, that follows.
    await page.waitForTimeout(1000);
    const button = page.getByRole("button", { name: "Read it in Base64", exact: true });
    await button.focus();
    await page.keyboard.press("Enter");
    await keys.answered();
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "good", outcome.text);
    assert.match(outcome.lead, /^The signature verifies with the shared secret \(32 bytes, as base64\)\.$/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "outcome");
    assert.match(await claimlens.announcement(), /^The signature verifies/);
    assert.equal(await page.inputValue("#key-reading-0"), "base64", "the choice in the panel says the same");
    assert.equal(await button.count(), 0);
    await seen.end();
  });

  test("a file with a line break at its end; another key in the field is not read so", async () => {
    const { seen, page, keys } = await open(have.weak);
    await keys.give("not this one");
    await keys.drop("secret.txt", Buffer.from("secret\n"));
    await page.click("#read-it-so");
    await keys.answered();
    assert.match((await keys.outcome()).lead, /^The signature verifies with the shared secret \(6 bytes, without the white space at its ends\)\./);
    const chosen = await page.$$eval("[id^=key-reading-]", (all) => all.map((one) => one.value));
    assert.deepEqual(chosen, ["trimmed", "text"]);
    await seen.end();
  });
});
