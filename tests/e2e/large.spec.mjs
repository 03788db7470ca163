// Large input: the box shows a part and says so, everything is inspected, and the page answers all the
// while: no task of the page takes longer than a person notices.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { assertFits } from "./axe.mjs";
import { CLIPBOARD, NOW, launched, visit } from "./browser.mjs";
import { HEADER, access, claims, encode, expired, identity, jws, long } from "./tokens.mjs";

/**
 * A task of the page longer than this, in milliseconds, is a freeze. The goal is 200; machines are noisy,
 * so that is measured (CLAIMLENS_LONGEST_TASK=200, CLAIMLENS_VERBOSE=1) and not asserted.
 */
const LONGEST = Number(process.env.CLAIMLENS_LONGEST_TASK ?? 2_000);
/** The most characters the box shows of a large text. */
const EXCERPT = 5_000;
const MB = 1_000_000;

const GOOD = /^Access token from login\.example\.com for api\.example\.com\. Expires in 50 minutes/;

const browser = await launched();
const folder = await mkdtemp(join(tmpdir(), "claimlens-"));
after(() => rm(folder, { recursive: true }));

/** A file on the disk: handed over by its path, as a person's file is, nothing of it runs in the page. */
async function file(name, text) {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const open = (options) => visit(browser, { now: NOW, context: CLIPBOARD, ...options });

/** Puts a text on the clipboard. What that costs the page is over when this returns. */
async function stash(session, text) {
  await session.page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await session.page.evaluate(() => document.querySelector("#paste").select());
  await session.page.waitForTimeout(100);
}

/** Does something, waits for its report, and fails on any long task between. */
async function smoothly(session, act) {
  const start = await session.clock();
  await act();
  await session.claimlens.settled();
  const longest = Math.max(0, ...(await session.longTasks(start)).map(({ duration }) => duration));
  if (process.env.CLAIMLENS_VERBOSE) console.log(`# longest task ${longest} ms, all ${Math.round((await session.clock()) - start)} ms`);
  assert.ok(longest <= LONGEST, `a task of ${longest} ms`);
}

const pressPaste = (session) => smoothly(session, () => session.claimlens.pressPaste());

/** Lines of a log, about that many characters, with `middle` in their midst. */
function log(size, middle = "") {
  const lines = [];
  let length = 0;
  for (let number = 0; length < size; number += 1) {
    const line = `2026-03-01T11:${String(number % 60).padStart(2, "0")}:58Z INFO request ${number} GET /orders/${(number * 7919) % 100_003} took ${number % 311} ms, user=u${number % 97}\n`;
    lines.push(line);
    length += line.length;
  }
  lines.splice(Math.floor(lines.length / 2), 0, middle);
  return lines.join("");
}

/** A HAR file of about that many characters, with `token` in one of its last requests. */
function har(size, token) {
  const entry = (number, authorization) => ({
    startedDateTime: "2026-03-01T11:59:00.000Z",
    time: number % 400,
    request: { method: "GET", url: `https://api.example.com/orders/${number}?page=${number % 9}`, httpVersion: "HTTP/2", headers: [{ name: "Accept", value: "application/json" }, ...authorization], cookies: [] },
    response: { status: 200, headers: [{ name: "Content-Type", value: "application/json" }], content: { mimeType: "application/json", text: `{"order":${number},"lines":"${"item ".repeat(40)}"}` } },
  });
  const entries = [];
  let length = 0;
  for (let number = 0; length < size; number += 1) {
    entries.push(entry(number, []));
    length += 640;
  }
  entries.push(entry(-1, [{ name: "Authorization", value: `Bearer ${token}` }]));
  return JSON.stringify({ log: { version: "1.2", creator: { name: "browser", version: "1" }, entries } });
}

async function assertExcerpt(session, size) {
  const text = await session.claimlens.text();
  assert.ok(text.length < EXCERPT, `the box holds ${text.length} characters`);
  assert.match(text, /\n… [0-9.]+ MB not shown …\n/);
  assert.match(await session.claimlens.note(), new RegExp(`Large: ${size.replaceAll(".", "\\.")}, shown in part; all of it is inspected\\.`));
  const held = await session.page.evaluate(() => document.querySelector("#backdrop").textContent.length);
  assert.ok(held < EXCERPT, "the colours hold no more than the box");
}

test("a token of 1 MB is reported, whole in the box, without colours, and says so", async () => {
  const session = await open();
  const token = long(MB);
  await stash(session, token);
  await pressPaste(session);
  assert.equal(await session.claimlens.text(), token);
  assert.match(await session.claimlens.headline(), GOOD);
  assert.match(await session.claimlens.note(), /^1\.0 MB: the input is not coloured above 32\.8 kB\./);
  assert.deepEqual(await session.claimlens.marks(), []);
  // The long claim is folded, with a count, and there on demand.
  const filler = await session.claimlens.claim("filler");
  assert.ok(filler.length < 300);
  const button = session.claimlens.row("filler").locator("[data-do=open]");
  assert.match(await button.textContent(), /… 7[0-9]{2},[0-9]{3} characters, show/);
  await smoothly(session, () => button.click());
  assert.ok((await session.claimlens.claim("filler")).length > 700_000);
  await assertFits(session.page);
  await session.end();
});

describe("10 MB by the clipboard", () => {
  for (const [name, make, headline] of [
    ["a log with one token in it", () => log(10 * MB, `token=${access()}\n`), GOOD],
    ["one token", () => long(10 * MB), GOOD],
    ["a HAR file's text", () => har(10 * MB, access()), GOOD],
    ["a file of tokens, a line each", () => Array.from({ length: Math.floor((10 * MB) / 650) }, (_, number) => access({ jti: String(number) })).join("\n").padEnd(10 * MB), GOOD],
    ["base64 without an end", () => encode("no token in here, ".repeat(420_000)), /\S/],
    ["text that is not ASCII", () => `${"名前は\u{1F511} é ".repeat(450_000)}${access()}`, GOOD],
    ["brackets, quotes and dots", () => '{"a":[".eyJ.'.repeat(840_000), /\S/],
  ]) {
    test(name, async () => {
      const session = await open();
      const text = make();
      await stash(session, text);
      await pressPaste(session);
      await assertExcerpt(session, `${(Math.round(Buffer.byteLength(text) / 100_000) / 10).toFixed(1)} MB`);
      assert.match(await session.claimlens.headline(), headline);
      await session.end();
    });
  }
});

describe("dropped and chosen", () => {
  test("10 MB of text dropped", async () => {
    const session = await open();
    await session.claimlens.drop({ text: log(10 * MB, `token=${access()}\n`) });
    await assertExcerpt(session, "10.0 MB");
    assert.match(await session.claimlens.headline(), GOOD);
    await session.end();
  });

  test("a file of 10 MB dropped", async () => {
    const session = await open();
    await session.claimlens.drop({ text: log(10 * MB, `token=${access()}\n`), name: "app.log", asFile: true });
    await session.page.waitForSelector("#headline");
    await assertExcerpt(session, "10.0 MB");
    assert.match(await session.claimlens.note(), /^app\.log\. /);
    assert.match(await session.claimlens.headline(), GOOD);
    await session.end();
  });

  for (const [name, size, words] of [
    ["a HAR file of 32 MB chosen", 32 * MB, /^session\.har\. Large: [0-9.]+ MB, shown in part; all of it is inspected\./],
    ["of a file of 40 MB the first 33.6 MB are read, and it says so", 40 * MB, /Only its first 33\.6 MB were read/],
  ]) {
    test(name, async () => {
      const session = await open();
      const text = size > 33.6 * MB ? log(size, `token=${access()}\n`) : har(size * 0.97, access());
      const path = await file("session.har", text);
      await smoothly(session, async () => {
        await session.claimlens.choose(path);
        await session.page.waitForSelector("#headline");
      });
      assert.match(await session.claimlens.note(), words);
      assert.ok((await session.claimlens.text()).length < EXCERPT);
      assert.match(await session.claimlens.headline(), GOOD);
      await session.end();
    });
  }
});

describe("while something large is inspected", () => {
  test("it says so, and a newer input takes its place for good", async () => {
    const session = await open();
    const { page, claimlens } = session;
    await stash(session, log(10 * MB, `token=${expired()}\n`));
    // The newer one comes as soon as the progress of the older is shown.
    await page.evaluate((text) => {
      globalThis.progress = [];
      new MutationObserver((_, observer) => {
        const progress = document.querySelector(".progress")?.textContent;
        if (!progress) return;
        globalThis.progress.push(progress);
        observer.disconnect();
        setTimeout(() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        });
      }).observe(document.querySelector("#report"), { childList: true, subtree: true, characterData: true });
    }, access());
    await page.keyboard.press("ControlOrMeta+V");
    await page.waitForFunction(() => globalThis.progress.length);
    assert.deepEqual(await page.evaluate(() => globalThis.progress), ["Inspecting 10.0 MB …"]);
    await page.waitForSelector("#headline");
    assert.match(await claimlens.headline(), GOOD);
    assert.equal(await claimlens.text(), access());
    await page.waitForTimeout(2_000);
    assert.match(await claimlens.headline(), GOOD, "the older one came back");
    assert.equal(await claimlens.note(), "");
    await session.end();
  });

  test("it can be cleared, and brought back whole", async () => {
    const session = await open();
    const { page, claimlens } = session;
    const text = log(10 * MB, `token=${access()}\n`);
    await stash(session, text);
    await pressPaste(session);
    await claimlens.clear();
    assert.equal(await claimlens.text(), "");
    assert.equal(await page.evaluate(() => document.querySelector("#paste").readOnly), false);
    assert.equal(await claimlens.note(), "");
    await claimlens.undo();
    await assertExcerpt(session, "10.0 MB");
    assert.match(await claimlens.headline(), GOOD);
    // What is pasted over a part takes the place of the whole.
    await claimlens.paste(identity());
    assert.equal(await claimlens.text(), identity());
    assert.match(await claimlens.headline(), /^ID token/);
    await session.end();
  });

  test("a paste that makes the box too full turns it into a part", async () => {
    const session = await open();
    const { claimlens, page } = session;
    // Set at once: Chromium takes minutes to type a text of that many lines into a box.
    await page.evaluate((text) => {
      const box = document.querySelector("#paste");
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }, log(1_500_000));
    await claimlens.settled();
    await page.evaluate((text) => navigator.clipboard.writeText(text), log(1_500_000, `token=${access()}\n`));
    await page.focus("#paste");
    await page.keyboard.press("ControlOrMeta+End");
    await claimlens.pressPaste();
    await assertExcerpt(session, "3.0 MB");
    assert.match(await claimlens.headline(), GOOD);
    await session.end();
  });
});

test("5,000 claims: the first hundred, and the rest on demand", async () => {
  const session = await open();
  const { page, claimlens } = session;
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, number) => [`claim_${number}`, `value ${number}`]));
  await stash(session, jws(HEADER, { ...claims(), ...many }));
  await pressPaste(session);
  assert.match(await claimlens.headline(), GOOD);
  const payload = async () => (await claimlens.rows()).filter(({ name }) => name.startsWith("claim_")).length;
  assert.ok((await payload()) <= 100);
  const all = page.getByRole("button", { name: /^Show all 5,0/ });
  await all.click();
  await claimlens.settled();
  assert.equal(await payload(), 5_000);
  await page.fill("#filter", "claim_4999");
  await claimlens.settled();
  assert.equal(await payload(), 1);
  await session.end();
});
