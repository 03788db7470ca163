// The main journeys in Firefox: what Chromium is tested for in full must work there, too, and be as quiet.
// Run by `cargo xtask test` with FIREFOX, CLAIMLENS_PROXY, CLAIMLENS_SITE and CLAIMLENS_SINGLE; left out without Firefox.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { access, wrap } from "../e2e/tokens.mjs";
import { companion, launch, program, visit } from "./visit.mjs";

let browser;
let server;
let url;
before(async () => {
  if (!program) return;
  browser = await launch();
  console.log(`firefox: ${await browser.version()}`);
  server = await companion("--demo");
  url = server.address;
});
after(async () => {
  await browser?.close();
  await server?.end();
});

/** The tokens are made for the page's own clock. */
const now = Math.floor(Date.now() / 1000);
const secret = "your-256-bit-secret";
/** The token that every tutorial shows; its secret is the one above. */
const TUTORIAL = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

const skip = program ? false : "there is no Firefox: FIREFOX is not set";

describe("Inspect", { skip }, () => {
  test("a token that is pasted is named, judged and listed", async () => {
    const seen = await visit(browser, url);
    await seen.paste(access({}, now));
    assert.match(await seen.text("#headline"), /^Access token from login\.example\.com for api\.example\.com\. Expires in (50|49) minutes/);
    const verdicts = await seen.texts("#verdicts > li");
    assert.equal(verdicts.length, 4);
    assert.match(verdicts[0], /Structure ?Well-formed/i);
    assert.match(verdicts[1], /Signature ?Not checked/i);
    assert.ok((await seen.texts(".claims tbody tr")).length > 8);
    assert.equal(await seen.page.$eval("#paste", (box) => box.value), access({}, now));
    await seen.end();
  });

  test("wrapped at 64 columns it is the same token, and its colours stand behind its letters", async () => {
    const seen = await visit(browser, url);
    await seen.paste(wrap(access({}, now), 64));
    assert.match(await seen.text("#headline"), /^Access token from login\.example\.com/);
    assert.match(await seen.text(".headline .found"), /Taken off: 11 line breaks\./);
    const places = await seen.page.evaluate(() => ["#paste", "#backdrop"].map((part) => {
      const { left, top, width } = document.querySelector(part).getBoundingClientRect();
      return [left, top, width].map(Math.round);
    }));
    assert.deepEqual(places[0], places[1]);
    await seen.end();
  });

  test("an error is explained", async () => {
    const seen = await visit(browser, url);
    await seen.paste('{"error":"invalid_client","error_description":"client authentication failed"}');
    assert.match(await seen.text("#headline"), /^Error from the token endpoint: the client secret is wrong/);
    await seen.end();
  });

  test("what is typed is answered as it is typed; Clear and Undo give it back", async () => {
    const seen = await visit(browser, url);
    await seen.page.focus("#paste");
    await seen.page.keyboard.type("hello, is this thing on?");
    await seen.settled();
    assert.match(await seen.text("#headline"), /^No token was recognised/);
    await seen.click("#clear");
    assert.equal(await seen.page.$eval("#paste", (box) => box.value), "");
    await seen.click("#undo");
    assert.equal(await seen.page.$eval("#paste", (box) => box.value), "hello, is this thing on?");
    await seen.end();
  });

  test("nothing is wider than the window at 360 and 1280 pixels, and nothing is asked for", async () => {
    const seen = await visit(browser, url);
    const before = seen.requests.length;
    for (const width of [360, 1280]) {
      await seen.wide(width);
      await seen.paste(access({ unbroken: "x".repeat(3000) }, now));
      const [wide, window] = await seen.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= window, `${wide} in ${window}`);
    }
    assert.deepEqual(seen.requests.slice(before), []);
    await seen.end();
  });
});

describe("the other pages", { skip }, () => {
  test("the reference finds what is looked for", async () => {
    const seen = await visit(browser, `${url}#reference`);
    await seen.fill("#search", "missing.permissions");
    assert.match(await seen.text("#results .cards li:first-child"), /missing\.permissions/);
    await seen.go("reference/region/mypurecloud.ie");
    assert.match(await seen.text(".values"), /https:\/\/login\.mypurecloud\.ie\/oauth\/token/);
    await seen.end();
  });

  test("a walk that was begun is there after a reload", async () => {
    const seen = await visit(browser, `${url}#walkthroughs`);
    await seen.page.select("#new-region", "mypurecloud.ie");
    await seen.fill("#new-name", "Production");
    await seen.click("[data-do=walk-begin]");
    await seen.says(".command pre", /api\.mypurecloud\.ie/);
    await seen.page.reload();
    await seen.whole();
    await seen.says(".command pre", /api\.mypurecloud\.ie/);
    await seen.go("walkthroughs");
    assert.match(await seen.text("#walks li"), /Production/);
    await seen.end();
  });

  test("what leaves this browser: the policy in force, the requests there were, what is kept", async () => {
    const seen = await visit(browser, `${url}#privacy`);
    await seen.says("#build-is", /./);
    const policy = await seen.page.$eval("meta[http-equiv=Content-Security-Policy]", (meta) => meta.content);
    const names = policy.split(";").map((part) => part.trim().split(" ")[0]);
    assert.deepEqual(await seen.texts("#policy-in-words dd code"), names);
    await seen.says("#worker-is", /a policy of its own/);
    const [, files] = (await seen.text("#counted")).match(/^(\d+) times for the files .*; nothing else\.$/);
    assert.ok(Number(files) >= 5, `${files} files`);
    await seen.end();
  });

  test("Request asks the demo through the companion, and knows whose token it is", async () => {
    const seen = await visit(browser, `${url}#request`);
    await seen.says("#companion", /is there/);
    await seen.page.select("#request-region", "demo");
    await seen.says("#demo", /nightly report/);
    await seen.page.$$eval("#demo button", (all) => all.find((one) => one.textContent === "nightly report").click());
    await seen.settled();
    await seen.click("#request-send");
    await seen.says("#token-title", /^A token$/);
    await seen.click("#ask-who");
    await seen.says("#asked-who .answered", /The token is of Demo: nightly report/);
    await seen.end();
  });

  test("Request without a companion says so, and shows the lines to send by hand", async () => {
    const alone = await companion("--page-only");
    try {
      const seen = await visit(browser, `${alone.address}#request`);
      await seen.says("#companion", /no companion|page only|forwards nothing/i);
      assert.match(await seen.text("#page"), /curl/);
      await seen.end({ said: [/404/] });
    } finally {
      await alone.end();
    }
  });
});

describe("the signature", { skip }, () => {
  test("is checked in a worker", async (t) => {
    const seen = await visit(browser, url);
    if (!(await seen.page.$("#boot, script[data-checker]"))) {
      await seen.context.close();
      t.skip("this build has no checker");
      return;
    }
    // The worker as the page starts it, and the question as the page puts it.
    const answer = await seen.page.evaluate(async (token, secret) => {
      const { checker, checkerWasm } = document.querySelector("script[data-checker]").dataset;
      const worker = new Worker(URL.createObjectURL(await (await fetch(checker)).blob()));
      const came = new Promise((done, failed) => {
        worker.onmessage = ({ data }) => done(JSON.parse(data));
        worker.onerror = ({ message }) => failed(new Error(message));
      });
      worker.postMessage(await (await fetch(checkerWasm)).arrayBuffer());
      worker.postMessage(JSON.stringify({ job: 1, do: "check", now: 1516239022, own_keys: false, keys: [{ text: secret, reading: "text" }], tokens: [token] }));
      return came;
    }, TUTORIAL, secret);
    assert.equal(answer.tokens[0].crypto, "valid");
    await seen.end();
  });

  test("is checked on the page", async (t) => {
    const seen = await visit(browser, url);
    await seen.paste(TUTORIAL);
    if (!(await seen.page.$("#check"))) {
      await seen.context.close();
      t.skip("this build checks no signatures on the page yet");
      return;
    }
    if (!(await seen.page.$("#check[open]"))) await seen.click("#check > summary");
    await seen.until(() => document.querySelector("#key-text") !== null);
    await seen.page.focus("#key-text");
    await seen.page.keyboard.type(secret);
    await seen.says("#checked .outcome .lead", /^The signature verifies with/);
    await seen.page.keyboard.type("!");
    await seen.says("#checked .outcome", /does not verify/);
    await seen.end();
  });
});

describe("without a network", { skip }, () => {
  test("after one visit the page opens, reads a token and knows the reference", async () => {
    const gone = await companion();
    let seen;
    try {
      seen = await visit(browser, gone.address);
      assert.equal(await seen.page.evaluate(() => document.documentElement.dataset.offline), "ready");
    } finally {
      await gone.end();
    }
    await assert.rejects(fetch(gone.address), "the companion still answers");
    await seen.page.reload();
    await seen.whole();
    await seen.paste(access({}, now));
    assert.match(await seen.text("#headline"), /^Access token from login\.example\.com/);
    await seen.go("reference/region/mypurecloud.ie");
    assert.match(await seen.text("#card"), /mypurecloud\.ie/);
    await seen.end({ said: [/NetworkError|Failed to load/] });
  });

  test("claimlens.html opens from a disk, reads a token, keeps a walk and asks nobody", async () => {
    const address = pathToFileURL(process.env.CLAIMLENS_SINGLE).href;
    const seen = await visit(browser, address);
    await seen.paste(access({}, now));
    assert.match(await seen.text("#headline"), /^Access token from login\.example\.com/);
    await seen.go("walkthroughs");
    await seen.click("[data-do=walk-begin]");
    await seen.page.reload();
    await seen.whole();
    await seen.go("walkthroughs");
    assert.equal((await seen.texts("#walks li")).length, 1);
    await seen.go("request");
    assert.match(await seen.says("#leaves", /Nothing is sent from here/), /Nothing is sent/);
    assert.deepEqual(seen.requests.filter((request) => !/ (data|blob|file):/.test(request)), []);
    await seen.end();
  });
});
