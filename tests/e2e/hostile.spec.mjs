// Hostile input by every way in: it is shown, and it does nothing.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { except, launched, url } from "./browser.mjs";
import { BENT, CODE, MEGA, PASTES, PROTOTYPE, TEXTS, watched } from "./hostile.mjs";
import { access } from "./tokens.mjs";

const browser = await launched();


describe("pasted", () => {
  // One after the other into one page, each over the one before.
  let seen;
  before(async () => { seen = await watched(browser); });
  after(() => seen.end());
  for (const [name, text] of Object.entries(PASTES)) {
    test(name, async () => {
      await seen.claimlens.replace(text);
      assert.ok((await seen.claimlens.headline()).length > 10);
      await seen.looked("the report");
      // Everything that can be opened is opened.
      await seen.page.evaluate(() => document.querySelectorAll("#report details:not([open])").forEach((one) => { one.open = true; }));
      await seen.claimlens.toggleRawJson();
      await seen.looked("all of it opened");
      const tabs = await seen.claimlens.tabs();
      for (let tab = 1; tab < Math.min(tabs.length, 4); tab += 1) {
        await seen.claimlens.selectTab(tab);
        await seen.looked(`tab ${tab}`);
      }
      await seen.claimlens.toggleRawJson();
    });
  }
});

test("a letter with two thousand marks stays within its own row", async () => {
  const seen = await watched(browser);
  await seen.claimlens.replace(PASTES["a token with marks piled on a letter"]);
  // What the marks paint is not in any box; that they are cut off is.
  const open = await seen.page.$$eval("#report bdi, #report code", (all) => all
    .filter((one) => one.checkVisibility() && /\u0301{20}/.test(one.textContent))
    .filter((one) => {
      for (let at = one; at && at.id !== "report"; at = at.parentElement) {
        const { overflowY, contain } = getComputedStyle(at);
        if (overflowY !== "visible" || /paint|strict|content/.test(contain)) return false;
      }
      return true;
    })
    .map((one) => one.outerHTML.slice(0, 80)));
  assert.deepEqual(open, []);
  await seen.end();
});

describe("files", () => {
  for (const name of ["<img src=x onerror=canary()>.txt", "\u202Etxt.zzexe", "__proto__", `${"x".repeat(240)}.json`]) {
    test(`named ${JSON.stringify(name.slice(0, 40))}`, async () => {
      const seen = await watched(browser);
      await seen.claimlens.drop({ text: access({ name: CODE[0] }), name, asFile: true });
      await seen.claimlens.drop({ text: "\u0000\u0001\u0002", name, asFile: true });
      await seen.looked("the page");
      await seen.end();
    });
  }
});

describe("expected", () => {
  test("what is expected of a token is code, and is said back", async () => {
    const seen = await watched(browser);
    await seen.claimlens.replace(access());
    await seen.claimlens.expect({ issuer: CODE[1], audience: BENT["an override"], scopes: CODE.join(" "), clientId: CODE[0], tokenType: CODE[3], algorithms: CODE[1], maxLifetime: CODE[0], leeway: CODE[1] });
    await seen.looked("the report");
    await seen.end();
  });
});

describe("the address", () => {
  const fragments = [
    ...CODE.flatMap((text) => [`reference/${text}`, `reference/region/${encodeURIComponent(text)}`, `walkthroughs/${text}`, `grants/${text}`, text]),
    ...PROTOTYPE.flatMap((name) => [`reference/${name}/${name}`, `walkthroughs/${name}`, `${name}`]),
    "reference/region/%E0%A4%A", "reference/%00/%0A%0D", "walkthroughs/4294967296", "walkthroughs/-1", "walkthroughs/1e9", "%", "reference/%%%",
    ...Object.values(BENT).map((text) => `reference/region/${text}`),
    "inspect/<img src=x onerror=canary()>", "request/javascript:canary()", "privacy/../../etc",
  ];
  test(`${fragments.length} fragments that lead nowhere`, async () => {
    const seen = await watched(browser);
    for (const fragment of fragments) {
      // Going to Request asks whether there is a companion, as it says.
      if (/^request/.test(fragment)) await seen.toRequest();
      if (/^privacy/.test(fragment)) await seen.toPrivacy();
      await seen.go(fragment);
      await seen.looked(JSON.stringify(fragment));
    }
    await seen.end();
  });

  for (const start of ["", "reference/", "walkthroughs/", "reference/region/"]) {
    test(`a fragment of a million characters behind ${JSON.stringify(start)}, at the start and later`, async () => {
      const seen = await watched(browser, { address: `${url}#${start}${MEGA}` });
      await seen.looked("at the start");
      await seen.go("inspect");
      await seen.go(`${start}${MEGA}x`);
      await seen.looked("later");
      await seen.claimlens.page.evaluate(() => { location.hash = "inspect"; });
      await seen.claimlens.settled();
      await seen.claimlens.replace(access());
      assert.match(await seen.claimlens.headline(), /^Access token/);
      await seen.end();
    });
  }
});

describe("searched for", () => {
  test("in the reference", async () => {
    const seen = await watched(browser, { address: `${url}#reference` });
    for (const text of [...TEXTS, MEGA]) {
      await seen.page.fill("#search", text);
      await seen.claimlens.settled();
      await seen.looked(JSON.stringify(text.slice(0, 60)));
    }
    await seen.end();
  });

  test("among claims", async () => {
    const seen = await watched(browser);
    await seen.claimlens.replace(PASTES["a thousand members named like code"]);
    for (const text of TEXTS) await seen.page.fill("#filter", text);
    await seen.claimlens.settled();
    await seen.looked("the claims");
    await seen.end();
  });
});

describe("walks", () => {
  /** A walk as the page keeps it, with another name, notes and whatever else is a text in it. */
  const made = async (seen, text) => {
    await seen.go("walkthroughs");
    await seen.page.click("[data-do=walk-begin]");
    await seen.page.locator("#step").waitFor();
    const kept = await seen.page.evaluate(() => localStorage.getItem("claimlens.walk/1"));
    await seen.page.evaluate(() => localStorage.clear());
    const strings = (value, name) => {
      if (Array.isArray(value)) return value.map((one) => strings(one, name));
      if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, strings(one, name)]));
      // What the walk goes by stays, or it would not be read at all.
      return typeof value === "string" && !/^(format|checklist|id|step|region|state)$/.test(name) ? text : value;
    };
    const file = JSON.parse(kept);
    const walk = strings(file.walks[0]);
    walk.name = text;
    return { kept, file: JSON.stringify({ ...file, walks: [walk] }) };
  };

  for (const [name, text] of Object.entries({ code: CODE.join(" "), ...BENT, "names of prototypes": "__proto__", "what is piled up": TEXTS.join(" "), "a million characters": MEGA })) {
    test(`imported with ${name}`, async () => {
      const seen = await watched(browser);
      const { file } = await made(seen, text);
      await seen.go("walkthroughs");
      await seen.page.setInputFiles("#walk-file", { name: `${name}<img src=x onerror=canary()>.json`, mimeType: "application/json", buffer: Buffer.from(file) });
      await seen.page.locator("#notice, #walks li").first().waitFor();
      await seen.claimlens.settled();
      await seen.looked("the list");
      const link = seen.page.locator("#walks a").first();
      if (await link.count()) {
        await link.click();
        await seen.claimlens.settled();
        await seen.looked("the walk");
      }
      await seen.end();
    });
  }

  test("notes, names and answers that are typed in", async () => {
    const seen = await watched(browser);
    const { page, claimlens } = seen;
    await seen.go("walkthroughs");
    await page.fill("#new-name", CODE.join(" "));
    await page.click("[data-do=walk-begin]");
    await page.locator("#step").waitFor();
    await page.fill("#walk-who", BENT["an override"]);
    await page.locator("#note-all").fill(TEXTS.join("\n"));
    await page.getByRole("button", { name: "Blocked", exact: true }).first().click();
    await claimlens.settled();
    await page.locator("[id^=evidence-]").first().fill(PASTES["an error of an API"]);
    await page.locator("[data-do=evidence]").first().click();
    await claimlens.settled();
    await seen.looked("the step");
    await page.reload();
    await claimlens.whole();
    // The checker is fetched once the page has nothing else to do.
    await page.waitForFunction(() => document.documentElement.dataset.checker !== undefined || !document.querySelector("script[data-checker]"));
    seen.loaded = seen.requests.length;
    await seen.looked("after a reload");
    await page.getByText("As a document, to print").click();
    await page.locator("#document").waitFor();
    await seen.looked("the document");
    await seen.end();
  });
});

describe("left in the browser's storage by somebody else", () => {
  const names = ["theme", "walks", "walk/1", "walk/2", "who", "baselines", "expectations"].map((name) => `claimlens.${name}`);
  const values = {
    code: CODE.join(" "),
    "bent text": Object.values(BENT).join(" "),
    "names of prototypes": '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
    "JSON of other forms": '[null,1,{"format":"claimlens-walks","version":1,"walks":[{"__proto__":[]},null,[],1,"x"]}]',
    "an export with nothing right in it": JSON.stringify({ format: "claimlens-walks", version: 1, walks: [{ name: CODE[1], checklist: CODE[0], steps: MEGA.slice(0, 1000) }] }),
    "brackets without an end": "[".repeat(100_000),
    "a million characters": MEGA,
    "numbers": "1 2 99999999999999999999 -1 1e9 0x1",
  };
  for (const [name, value] of Object.entries(values)) {
    test(name, async () => {
      const seen = await watched(browser, {
        prepare: (seen) => seen.page.addInitScript(({ names, value }) => {
          // Both have room for five million characters.
          for (const key of names) {
            try { (key.endsWith("expectations") ? sessionStorage : localStorage).setItem(key, key.endsWith("walks") && !/^[\d ]/.test(value) ? `1 2 ${value.slice(0, 500)}` : value); } catch { /* It is full. */ }
          }
          try { localStorage.setItem("<img src=x onerror=canary()>", value.slice(0, 1000)); localStorage.setItem("__proto__", "zz"); } catch { /* As above. */ }
        }, { names, value }),
      });
      await seen.claimlens.replace(access());
      assert.match(await seen.claimlens.headline(), /^Access token/);
      await seen.looked("Inspect");
      for (const hash of ["walkthroughs", "walkthroughs/1", "walkthroughs/2", "reference", "grants"]) {
        await seen.go(hash);
        await seen.looked(hash);
      }
      await seen.toRequest();
      await seen.looked("request");
      await seen.toPrivacy();
      await seen.looked("privacy");
      await seen.end();
    });
  }
});

describe("said by a server", except({ file: "nothing is sent from one file" }), () => {
  for (const [name, answer] of Object.entries({
    "an OAuth error of code": PASTES["an OAuth error"],
    "an OAuth error of bent text": JSON.stringify({ error: "invalid_client", error_description: Object.values(BENT).join(" ") }),
    "a page of markup": CODE.join("\n"),
    "a token response of code": JSON.stringify({ access_token: CODE[1], token_type: CODE[0], expires_in: CODE[1], scope: CODE.join(" ") }),
  })) {
    test(name, async () => {
      const seen = await watched(browser, { address: `${url}#request` });
      const { page } = seen;
      await page.route("**/oauth/token", (route) => route.fulfill({ status: name.includes("response") ? 200 : 400, contentType: "application/json", body: answer }));
      await seen.toRequest();
      await page.selectOption("#request-region", "demo");
      // What is no client's id is said to be none, and not sent.
      await page.fill("#request-client", CODE[1]);
      await page.fill("#request-secret", CODE[0]);
      await page.click("#request-send");
      await seen.claimlens.settled();
      assert.equal(await page.locator("#token-title").count(), 0);
      seen.loaded = seen.requests.length;
      await seen.looked("the form");
      await page.fill("#request-client", "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01");
      await page.click("#request-send");
      await page.locator("#token-title").waitFor();
      await seen.claimlens.settled();
      seen.loaded = seen.requests.length;
      // The browser's own line on an answer of 400.
      seen.console = seen.console.filter((line) => !/Failed to load resource/.test(line));
      await seen.looked("the answer");
      await seen.context.close();
    });
  }
});
