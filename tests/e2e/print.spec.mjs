// On paper: what is worth printing is there and whole, in dark letters on white; what is a control is not, and neither is a
// token, its signature or a secret.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { assertFits } from "./axe.mjs";
import { NOW, launched, results, url, visit } from "./browser.mjs";
import { Keys } from "./keys.mjs";
import { OPAQUE, access, encode, identity, jws } from "./tokens.mjs";

const browser = await launched();

/** The width of an A4 sheet less its margins, in CSS pixels. */
const PAPER = { width: 688, height: 1000 };
const SECRET = "correct-horse-battery";

/** Opens the page with a text in the box. */
async function opened(text, options = {}) {
  const seen = await visit(browser, { now: NOW, ...options, context: { viewport: PAPER, ...options.context } });
  if (text) await seen.claimlens.replace(text);
  return seen;
}

/** What a printer is given: the words on paper. */
async function printed(seen) {
  await seen.page.emulateMedia({ media: "print" });
  return seen.page.evaluate(() => document.body.innerText);
}

/** Nothing is wider than the paper, and nothing is behind an edge where a screen could scroll. */
async function assertWhole(seen, what) {
  await assertFits(seen.page, what);
  const cut = await seen.page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && !element.closest("svg, .sr, .skip"))
    .filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      // One pixel is for screen readers alone.
      if (display === "inline" || element.clientWidth <= 1 || element.clientHeight <= 1) return false;
      return (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
        || (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1);
    })
    .map((element) => `${element.scrollWidth} x ${element.scrollHeight} in ${element.clientWidth} x ${element.clientHeight}: ${element.outerHTML.slice(0, 120)}`));
  assert.deepEqual(cut, [], what);
}

describe("a report", () => {
  test("headline, verdicts, claims and findings are on paper; controls are not", async () => {
    const seen = await opened(access({ scope: "orders:read  orders:write" }));
    const words = await printed(seen);
    for (const wanted of [/Access token from login\.example\.com/, /Structure/i, /248289761001/, /orders:read/, /RS256/, /https:\/\/api\.example\.com/]) assert.match(words, wanted);
    for (const hidden of ["#paste", "#backdrop", "#tools", "#theme", "#how", "#share", "#check", ".copy", "#filter", "#promise"]) {
      assert.equal(await seen.page.locator(hidden).first().isVisible(), false, hidden);
    }
    await assertWhole(seen, "the report");
    await seen.page.pdf({ path: `${results}report.pdf`, format: "A4" });
    await seen.end();
  });

  test("what a token has in it that is long or bent is broken into lines, and none is cut off", async () => {
    const inside = access({ sub: "inside" });
    const seen = await opened(access({
      unbroken: "x".repeat(250),
      "a-name-without-any-break-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on": [1, [2, { deep: "value".repeat(40) }]],
      list: Array.from({ length: 30 }, (_, n) => `https://api.example.com/orders/${n}`),
      original_token: inside,
      picture: `https://example.com/${"p".repeat(200)}`,
    }));
    await printed(seen);
    await assertWhole(seen, "a long token");
    await seen.claimlens.toggleRawJson();
    await assertWhole(seen, "raw JSON");
    await seen.end();
  });

  let shared;
  before(async () => { shared = await opened(); });
  after(() => shared.end());
  const signed = access();
  const secrets = {
    "a token": [signed, [signed, signed.split(".")[2], signed.split(".")[2].slice(0, 16)]],
    "two tokens and words around them": [`Authorization: Bearer ${signed}\n${identity()}`, [signed, signed.split(".")[2].slice(0, 16)]],
    "an opaque token": [`Authorization: Bearer ${OPAQUE}`, [OPAQUE, OPAQUE.slice(0, 16)]],
    "Basic credentials": [`Authorization: Basic ${Buffer.from(`s6BhdRkqt3:${SECRET}`).toString("base64")}`, [SECRET, Buffer.from(`s6BhdRkqt3:${SECRET}`).toString("base64")]],
    "a token response": [JSON.stringify({ access_token: signed, refresh_token: SECRET, token_type: "Bearer" }), [SECRET, signed.split(".")[2].slice(0, 16)]],
    "an encrypted token": [[encode('{"alg":"dir","enc":"A256GCM"}'), "", encode("i".repeat(12)), encode("c".repeat(60)), encode("t".repeat(16))].join("."), [encode("c".repeat(60)).slice(0, 16)]],
  };
  for (const [name, [text, never]] of Object.entries(secrets)) {
    test(`${name}: neither it nor its signature nor a secret is on paper`, async () => {
      await shared.page.emulateMedia({ media: "screen" });
      await shared.claimlens.replace(text);
      const words = (await printed(shared)).replace(/\s+/g, "");
      assert.ok(words.length > 100, "something is on paper");
      for (const secret of never) assert.ok(!words.includes(secret), secret);
      await assertWhole(shared, name);
      await shared.assertQuiet();
    });
  }

  test("what a check gave is on paper, the keys are not", async () => {
    const part = `${encode('{"alg":"HS256"}')}.${encode('{"sub":"248289761001"}')}`;
    const seen = await opened(`${part}.${createHmac("sha256", SECRET).update(part).digest("base64url")}`);
    const keys = new Keys(seen);
    await keys.give(SECRET);
    assert.match((await keys.outcome()).lead, /^The signature verifies/);
    const words = await printed(seen);
    assert.match(words, /The signature verifies with the shared secret/);
    assert.ok(!words.includes(SECRET));
    assert.equal(await seen.page.isVisible("#key-text"), false);
    await seen.end();
  });

  test("hostile claims stay within the paper", async () => {
    const seen = await opened(jws({ alg: "RS256", kid: "k".repeat(400) }, { iss: `https://${"a".repeat(200)}.example/`, sub: "\u202Ereversed", ["n".repeat(300)]: "\uFDFD".repeat(60) }));
    await printed(seen);
    await assertWhole(seen, "hostile claims");
    await seen.end();
  });

  for (const [name, prepare, context] of [["the system's", () => {}, { colorScheme: "dark" }], ["chosen", (seen) => seen.claimlens.theme("dark"), {}]]) {
    test(`in the dark, which is ${name}, it is dark letters on white`, async () => {
      const seen = await opened(access(), { context });
      await prepare(seen);
      await printed(seen);
      const faint = await seen.page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        /** 0 is black, 1 is white; nothing where it cannot be seen through. */
        const light = (colour) => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [red, green, blue, opaque] = canvas.getImageData(0, 0, 1, 1).data;
          return opaque < 128 ? undefined : (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
        };
        const found = [];
        for (const element of document.querySelectorAll("#headline, #report .label, #report .value code, #report h2, #report .meaning")) {
          if (element.checkVisibility() && light(getComputedStyle(element).color) > 0.6) found.push(`letters: ${element.outerHTML.slice(0, 100)}`);
        }
        for (const element of document.querySelectorAll("html, body, main, #report, #report .part, #verdicts > li")) {
          if (light(getComputedStyle(element).backgroundColor) < 0.6) found.push(`ground: ${element.outerHTML.slice(0, 100)}`);
        }
        return found;
      });
      assert.deepEqual(faint, []);
      await seen.context.close();
    });
  }
});

test("the other pages print their words, without the way around them, and nothing is cut off", async () => {
  const seen = await opened();
  const { page } = seen;
  for (const [hash, wanted] of [
    ["reference/region/mypurecloud.ie", /login\.mypurecloud\.ie\/oauth\/token/],
    ["reference/error/missing.permissions", /missing\.permissions/],
    ["grants/client_credentials", /client credentials/i],
    ["privacy", /What leaves this browser/],
    ["request", /Nothing|Request/],
  ]) {
    await page.emulateMedia({ media: "screen" });
    if (hash === "privacy") await seen.toPrivacy();
    else if (hash === "request") await seen.toRequest();
    else await seen.go(hash);
    assert.match(await printed(seen), wanted);
    for (const hidden of [".top", "footer"]) assert.equal(await page.isVisible(hidden), false, `${hash}: ${hidden}`);
    assert.equal(await page.locator("#page button:visible").count(), 0, `${hash}: buttons`);
    await assertWhole(seen, hash);
  }
  await seen.end();
});

test("a shared report prints as a report, and says that it is nobody's word", async () => {
  const seen = await opened(access({ email: "grace.hopper@navy.example" }));
  await seen.page.click("#share > summary");
  await seen.page.click("#make-link");
  const link = await seen.text("#link .link-text");
  await seen.end();
  const other = await opened(undefined, { address: new URL(link, url).href });
  const words = await printed(other);
  assert.match(words, /nothing here was checked/);
  assert.match(words, /https:\/\/login\.example\.com/);
  assert.ok(!words.includes("grace.hopper"));
  await assertWhole(other, "a shared report");
  await other.end();
});
