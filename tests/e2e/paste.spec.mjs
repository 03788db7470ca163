// Whatever somebody pastes becomes a report: every wrapper a token comes in, every kind of artefact,
// by every way of putting text into the box.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CLIPBOARD, NOW, lan, launched, needsLan, place, url, visit } from "./browser.mjs";
import { GOOD, TOKEN, kinds, wrappers } from "./pastes.mjs";
import { HEADER, access, claims, expired, identity } from "./tokens.mjs";

const [H, P, S] = TOKEN.split(".");

const browser = await launched();
const shared = await visit(browser, { now: NOW, context: CLIPBOARD });

/** One paste after the other into the same page, as in a day's work. Each has to be quiet. */
function pastes(cases) {
  for (const [name, text, expected] of cases) {
    test(name, async () => {
      const page = shared.claimlens;
      const { headline, count = 1, found, check } = typeof expected === "object" && !(expected instanceof RegExp) ? expected : { headline: expected };
      const read = await page.replaceAtOnce(text);
      assert.equal(read.turns, 0);
      if (headline instanceof RegExp) assert.match(read.headline, headline);
      else assert.equal(read.headline, headline);
      assert.equal(await page.count(), count, "things found");
      if (found !== undefined) assert.equal(await page.found(), found);
      // Some versions of Chromium keep a carriage return in the box, others make it a line break.
      const unified = (words) => words.replaceAll("\r\n", "\n");
      assert.equal(unified(await page.text()), unified(text), "the box holds the paste as it was");
      await check?.(page);
      await shared.assertQuiet();
    });
  }
}

describe("a token in any wrapper is the same token, with a word on what was taken off", () => {
  pastes(wrappers);
});

describe("each kind of thing has its own first sentence", () => {
  pastes(kinds);
});

test("every claim, header parameter and byte of it is there", async () => {
  const page = shared.claimlens;
  await page.replace(TOKEN);
  for (const [name, value] of Object.entries({ ...HEADER, ...claims() })) assert.equal(await page.claim(name), String(value), name);
  assert.deepEqual(await page.scopes(), { scope: ["orders:read", "orders:write", "profile"] });
  // The dots between the segments have no colour.
  assert.equal((await page.marks()).map(({ text }) => text).join(""), H + P + S);
  await shared.assertQuiet();
});

describe("ways in", () => {
  test("typed key by key, each key is answered", async () => {
    const page = shared.claimlens;
    await page.replace("");
    await page.clear();
    await page.type("Bearer eyJhbGciOiJub25lIn0.");
    assert.match(await page.headline(), /\S/);
    await page.type("e30.");
    assert.equal(await page.text(), "Bearer eyJhbGciOiJub25lIn0.e30.");
    assert.ok((await page.verdicts()).signature.label);
    assert.equal(await page.found(), "Taken off: the word Bearer.");
    await shared.assertQuiet();
  });

  test("Ctrl-V from the clipboard: into the box, and from anywhere on the page", async () => {
    const page = shared.claimlens;
    for (const focus of ["#paste", null, "#clear", "#theme-light", "#report"]) {
      await page.replace("something else");
      await shared.page.evaluate((text) => navigator.clipboard.writeText(text), TOKEN);
      if (focus === "#paste") await shared.page.evaluate(() => document.querySelector("#paste").select());
      else if (focus) await shared.page.focus(focus);
      else await shared.page.evaluate(() => document.activeElement.blur());
      await page.pressPaste();
      assert.equal(await page.text(), TOKEN, `focus on ${focus}`);
      assert.equal(await page.headline(), GOOD);
    }
    await shared.assertQuiet();
  });

  test("Ctrl-V into a field of the policy goes into that field", async () => {
    const page = shared.claimlens;
    await page.replace(TOKEN);
    await page.expect({ issuer: "" });
    await shared.page.evaluate(() => navigator.clipboard.writeText("https://pasted.example/"));
    await shared.page.focus("#expect-issuer");
    await page.pressPaste();
    assert.equal(await shared.page.inputValue("#expect-issuer"), "https://pasted.example/");
    assert.equal(await page.text(), TOKEN);
    await page.expect({ issuer: "" });
  });

  test("a paste at the caret joins what is there, and Ctrl-Z takes it out again", async () => {
    const page = shared.claimlens;
    await page.replace("Authorization: Bearer ");
    await shared.page.evaluate((text) => navigator.clipboard.writeText(text), TOKEN);
    await shared.page.keyboard.press("Control+End");
    await page.pressPaste();
    assert.equal(await page.text(), `Authorization: Bearer ${TOKEN}`);
    assert.equal(await page.headline(), GOOD);
    await shared.page.keyboard.press("ControlOrMeta+Z");
    await page.settled();
    assert.equal(await page.text(), "Authorization: Bearer ");
    assert.notEqual(await page.headline(), GOOD);
    await shared.page.keyboard.press("ControlOrMeta+Shift+Z");
    await page.settled();
    assert.equal(await page.headline(), GOOD);
  });

  test("a text dropped beside the box, and a file, dropped or chosen", async () => {
    const page = shared.claimlens;
    await page.replace("something else");
    await page.drop({ text: `Bearer ${TOKEN}` });
    assert.equal(await page.headline(), GOOD);
    await page.drop({ text: TOKEN, name: "token.txt", asFile: true });
    assert.equal(await page.text(), TOKEN);
    assert.match(await page.note(), /^token\.txt\./);
    const har = { log: { version: "1.2", entries: [{ request: { method: "GET", url: "https://a.example/", headers: [{ name: "Authorization", value: `Bearer ${TOKEN}` }] } }] } };
    await page.choose({ name: "session.har", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(har)) });
    assert.equal(await page.headline(), GOOD);
    assert.match(await page.note(), /^session\.har\./);
    await shared.assertQuiet();
  });

  test("the three samples", async () => {
    const session = await visit(browser);
    const page = session.claimlens;
    for (const [number, headline] of [
      [0, /^Access token from login\.example\.com for api\.example\.com\. Expires in (50|49) minutes/],
      [1, /^JWT from login\.example\.com\. .*It is not signed: anyone can have written it\..*401/],
      [2, /^Genesys Cloud access token \(opaque\)\./],
    ]) {
      await page.sample(number);
      assert.match(await page.headline(), headline);
      if (number === 0) assert.deepEqual(await page.codes(), [], "the good sample has no findings");
      await page.clear();
      assert.ok(await page.has("empty"));
    }
    await session.end();
  });
});

describe("before the program is there", () => {
  test("what is typed survives, with its caret and its undo", async () => {
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    // The program comes from the server, or out of the one file.
    const onItsWay = ({ page }) => page.route("**/*.wasm", async (route) => { await held; await route.continue(); });
    const inTheFile = async ({ page }) => {
      await page.exposeFunction("released", () => held);
      await page.addInitScript(() => {
        const { arrayBuffer } = Response.prototype;
        Response.prototype.arrayBuffer = async function late() { await globalThis.released(); return arrayBuffer.call(this); };
      });
    };
    const session = await visit(browser, { now: NOW, ready: false, prepare: place === "file" ? inTheFile : onItsWay });
    const { page, claimlens } = session;
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => document.activeElement?.id === "paste");
    assert.equal(await claimlens.state(), "loading");
    // The box has the focus from the start: nothing was clicked.
    await page.keyboard.type("Bearer ");
    // A move of the caret ends what one undo takes back.
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    await page.keyboard.insertText(TOKEN);
    await page.keyboard.press("Home");
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
    const caret = () => page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart, document.activeElement.selectionEnd]);
    const before = await caret();
    release();
    await claimlens.whole();
    await claimlens.settled();
    session.loaded = session.requests.length;
    assert.deepEqual(await caret(), before);
    assert.equal(await claimlens.text(), `Bearer ${TOKEN}`);
    assert.equal(await claimlens.headline(), GOOD);
    await page.keyboard.press("ControlOrMeta+Z");
    await claimlens.settled();
    assert.equal(await claimlens.text(), "Bearer ");
    await page.keyboard.press("ControlOrMeta+Shift+Z");
    await claimlens.settled();
    assert.equal(await claimlens.text(), `Bearer ${TOKEN}`);
    assert.equal(await claimlens.headline(), GOOD);
    await session.end();
  });

  test("what the browser kept over a reload is reported at once", async () => {
    const session = await visit(browser, {
      now: NOW,
      prepare: ({ page }) => page.addInitScript((text) => {
        addEventListener("DOMContentLoaded", () => { document.getElementById("paste").value = text; });
      }, TOKEN),
    });
    await session.claimlens.settled();
    assert.equal(await session.claimlens.headline(), GOOD);
    await session.end();
  });
});

describe("clear and undo", () => {
  test("undo brings the text and its report back; the focus is in the box both times", async () => {
    const page = shared.claimlens;
    await page.replace(`Bearer ${TOKEN}`);
    await page.clear();
    assert.equal(await page.text(), "");
    assert.ok(await page.has("empty"));
    assert.ok(!(await page.has("headline")));
    assert.equal(await shared.page.evaluate(() => document.activeElement.id), "paste");
    await page.undo();
    assert.equal(await page.text(), `Bearer ${TOKEN}`);
    assert.equal(await page.headline(), GOOD);
    assert.equal(await shared.page.evaluate(() => document.activeElement.id), "paste");
    assert.ok(!(await page.has("undo")));
    await shared.assertQuiet();
  });

  test("Ctrl-Z brings it back too", async () => {
    const page = shared.claimlens;
    await page.replace(TOKEN);
    await page.clear();
    await shared.page.keyboard.press("ControlOrMeta+Z");
    await page.settled();
    assert.equal(await page.text(), TOKEN);
    assert.equal(await page.headline(), GOOD);
  });

  test("after ten seconds it is gone", async () => {
    const session = await visit(browser, { prepare: ({ page }) => page.clock.install({ time: NOW * 1000 }) });
    const page = session.claimlens;
    await page.replace(TOKEN);
    await page.clear();
    await session.page.clock.runFor(9_000);
    assert.ok(await page.has("undo"));
    await session.page.clock.runFor(2_000);
    assert.ok(!(await page.has("undo")));
    await session.end();
  });
});

describe("several things in one paste", () => {
  const three = () => [access(), identity(), expired()].join("\n");

  test("each is a tab; the arrow keys, Home and End move between them", async () => {
    const page = shared.claimlens;
    await page.replace(three());
    assert.deepEqual((await page.tabs()).map(({ title }) => title), ["Access token (JWT)", "ID token (JWT)", "Access token (JWT)"]);
    const at = async () => {
      await page.settled();
      const tabs = await page.tabs();
      const focused = await shared.page.evaluate(() => document.activeElement.id);
      const selected = tabs.findIndex((tab) => tab.selected);
      assert.equal(focused, `tab-${selected}`, "the focus is on the selected tab");
      assert.equal(tabs.filter((tab) => tab.selected).length, 1);
      return selected;
    };
    await page.selectTab(0);
    await shared.page.focus("#tab-0");
    for (const [key, number, headline] of [
      ["ArrowRight", 1, /^ID token/], ["ArrowRight", 2, /from old\.example\.org/], ["ArrowRight", 0, /^Access token from login/],
      ["ArrowLeft", 2, /old/], ["Home", 0, /login/], ["End", 2, /old/], ["ArrowUp", 1, /^ID token/], ["ArrowDown", 2, /old/],
    ]) {
      await shared.page.keyboard.press(key);
      assert.equal(await at(), number, key);
      assert.match(await page.headline(), headline);
    }
    assert.equal(await shared.page.locator("[role=tab][tabindex='0']").count(), 1, "one stop for the Tab key");
    await shared.assertQuiet();
  });

  test("an edit keeps the tab that is looked at", async () => {
    const page = shared.claimlens;
    await page.replace(three());
    await page.selectTab(1);
    await shared.page.focus("#paste");
    await shared.page.keyboard.press("Control+End");
    await page.type(" ");
    assert.deepEqual((await page.tabs()).map(({ selected }) => selected), [false, true, false]);
    assert.match(await page.headline(), /^ID token/);
  });
});

describe("input and report are linked", () => {
  test("a claim under the focus lights its bytes, the caret lights its claim", async () => {
    const page = shared.claimlens;
    await page.replace(`Bearer ${TOKEN}`);
    await page.row("sub").locator("button.name").focus();
    await page.settled();
    const lit = await page.lit();
    assert.ok(lit && TOKEN.includes(lit));
    assert.match(decodeAround(lit), /248289761001/);
    await page.row("sub").locator("button.name").click();
    await page.settled();
    const selected = await shared.page.evaluate(() => {
      const box = document.querySelector("#paste");
      return [document.activeElement.id, box.value.slice(box.selectionStart, box.selectionEnd)];
    });
    assert.deepEqual(selected, ["paste", lit]);
    assert.equal(await shared.page.locator("tr.lit-row th bdi").textContent(), "sub");
    await shared.assertQuiet();
  });

  /** What a stretch of the payload's base64url stands for: decoded from where it lies. */
  function decodeAround(stretch) {
    const at = P.indexOf(stretch);
    if (at < 0) return "";
    const bytes = Buffer.from(P, "base64url");
    return bytes.subarray(Math.floor((at * 3) / 4), Math.ceil(((at + stretch.length) * 3) / 4)).toString();
  }
});

/** Presses copy buttons and reads what they put on the clipboard with `read`. */
async function copies(session, read) {
  const { page, claimlens } = session;
  await claimlens.replace(`curl -H 'Authorization: Bearer ${TOKEN}' https://api.example.com/v1`);
  const press = async (locator) => {
    await locator.click();
    await locator.and(page.locator("[data-done]")).waitFor();
    assert.match(await claimlens.announcement(), /^Copied: /);
    return read();
  };
  assert.equal(await press(page.locator("[data-do=copy][data-v='token:']")), TOKEN);
  assert.equal(await press(claimlens.row("iss").locator(".copy")), "https://login.example.com/");
  assert.equal(await press(claimlens.row("exp").locator(".copy")), String(NOW + 3000));
  assert.equal(await press(page.locator("#scopes [data-do=copy]").first()), "orders:read orders:write profile");
  assert.equal(await press(page.locator(".part.payload [data-do=copy]").first()), JSON.stringify(claims()));
  await page.waitForFunction(() => !document.querySelector("[data-done]"));
}

describe("copy buttons copy exactly one thing and say so", () => {
  test("with the Clipboard API", async () => {
    const session = await visit(browser, { now: NOW, context: CLIPBOARD });
    await copies(session, () => session.clipboard());
    await session.end();
  });

  test("on plain http in an intranet, where there is no Clipboard API", needsLan, async () => {
    const session = await visit(browser, { now: NOW, address: lan });
    assert.equal(await session.page.evaluate(() => isSecureContext || "clipboard" in navigator), false);
    // Read with the keys, into a field that is not part of the page's work.
    await session.page.evaluate(() => {
      const field = document.createElement("textarea");
      field.id = "clipboard-reader";
      document.body.append(field);
    });
    await copies(session, async () => {
      const focused = await session.page.evaluate(() => {
        const { className } = document.activeElement;
        document.getElementById("clipboard-reader").value = "";
        document.getElementById("clipboard-reader").focus();
        return className;
      });
      assert.match(focused, /copy|link|quiet/, "the focus stays on the button");
      await session.page.keyboard.press("ControlOrMeta+V");
      return session.page.inputValue("#clipboard-reader");
    });
    // What the browser says of a header that has no effect without https, once, at the load.
    assert.ok(session.console.length <= 1);
    session.console = session.console.filter((message) => !/^error: The Cross-Origin-Opener-Policy header has been ignored/.test(message));
    await session.end();
  });
});
