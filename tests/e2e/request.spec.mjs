// Request: a token asked for, and asked about, against the companion with its demo. What people came for, and what
// goes wrong.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CLIPBOARD, lan, launched, url, visit } from "./browser.mjs";
import { CLIENTS, Request, open } from "./request.mjs";

const browser = await launched();

describe("a client that works", () => {
  test("a token, whose it is, what it may do, and the end of it", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("nightly report");
    await request.send();
    assert.equal(await request.title(), "A token");
    assert.match(await request.text("#token"), /23:59:\d\d.*good for another 23 hours/);
    await request.ask("who");
    assert.match(await request.answer("who"), /The token is of Demo: nightly report.*active.*CLIENT-CREDENTIALS.*Stand-in/);
    await request.ask("rights");
    assert.match(await request.answer("rights"), /2 roles and \d+ permissions.*Reporting in Support.*Inspection in all divisions/);
    await request.ask("user");
    assert.match(await request.answer("user"), /400 is the right answer here/);
    await request.ask("read");
    assert.match(await request.answer("read"), /200.*It works/);
    await request.ask("organization");
    assert.match(await request.answer("organization"), /Short name standin-org/);
    await request.ask("idle");
    assert.match(await request.answer("idle"), /not used|want of use/);
    // Two presses.
    await page.click("#request-revoke");
    assert.match(await request.text("#request-revoke"), /once more/);
    assert.equal(seen.sent().filter((line) => line.startsWith("DELETE")).length, 0);
    await page.click("#request-revoke");
    await page.locator("#token-title", { hasText: "revoked" }).waitFor();
    assert.equal(await request.focused(), "token-title");
    assert.equal(await request.said(), "The token is revoked.");
    assert.equal(await page.locator("#ask-who").count(), 0, "there is no token to ask about any more");
    await seen.end();
  });

  test("permissions are searched, and what an integration needs is held against them", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("nightly report");
    await request.send();
    // Whose it is is asked first, by itself.
    await request.ask("rights");
    await page.fill("#request-rights", "sso:provider:edit");
    await request.settled();
    assert.match(await request.text(".permissions table"), /sso:provider:\*/);
    await page.fill("#request-rights", "nothing-like-it");
    await request.settled();
    assert.match(await request.answer("rights"), /No permission matches/);
    assert.equal(await request.focused(), "request-rights", "the field stays the one that is typed into");
    await page.fill("#request-needs", [
      "routing:queue:view",
      "routing:queue:view in Sales",
      "routing:queue:edit",
      "users:readonly",
    ].join("\n"));
    await page.click("[data-do=request-needs]");
    await request.settled();
    const states = await page.$$eval("#needed tbody tr", (rows) => rows.map((row) => row.dataset.state));
    assert.deepEqual(states, ["met", "wrong division", "missing", "no permission"]);
    assert.match(await request.text("#needed"), /1 of 4 met/);
    assert.match(await request.said(), /1 of 4 met/);
    await seen.end();
  });

  test("a token that is held is used again, which is said; a new one only if that is asked for", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("nightly report");
    await request.send();
    await request.ask("who");
    await page.click("#request-send");
    await page.locator(".held", { hasText: "From memory" }).waitFor();
    assert.equal(seen.tokens(), 1);
    assert.match(await request.answer("who"), /nightly report/, "what was answered about it stays");
    await page.click("[data-do=request-anew]");
    await page.locator(".held", { hasText: "From memory" }).waitFor({ state: "detached" });
    await page.locator("#token-title", { hasText: /^A token$/ }).waitFor();
    assert.equal(seen.tokens(), 2);
    // Another secret: what is held was given for the one before.
    await page.fill("#request-secret", "another-secret-that-is-not-the-clients-0000");
    await request.send();
    assert.equal(seen.tokens(), 3);
    assert.equal(await request.title(), "No token");
    await seen.end();
  });

  test("the exact request and answer, masked, with a line for a shell that holds no secret", async () => {
    const seen = await open(browser, { context: CLIPBOARD });
    const { page, request } = seen;
    await request.demo("nightly report");
    await request.send();
    await page.click("#token .exchange > summary");
    const exchange = await request.text("#token .exchange");
    assert.match(exchange, /POST demo\/oauth\/token 200, \d+ ms/);
    assert.match(exchange, /Authorization: Basic •+/);
    assert.match(exchange, /grant_type=client_credentials/);
    assert.match(exchange, /"access_token": ?"•+/);
    assert.match(exchange, /inin-correlation-id/);
    assert.ok(exchange.includes(`POST ${new URL("demo/login/oauth/token", url).pathname} HTTP/1.1 Host: ${new URL(url).host} `), exchange);
    await page.click("#token .curl > summary");
    await page.click("#token .curl [data-do=copy-this] >> nth=0");
    const line = await seen.clipboard();
    assert.match(line, /^curl .*"\$CLIENT_ID:\$CLIENT_SECRET".*\/demo\/login\/oauth\/token/);
    await page.click("[data-do=request-copy]");
    await page.waitForFunction(() => document.getElementById("said").textContent.startsWith("Copied"));
    assert.equal(await seen.clipboard(), seen.token());
    await seen.end();
  });

  test("the token is handed to Inspect only when that is asked for, and the page is wiped then", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("nightly report");
    await request.send();
    await page.click("[data-do=request-inspect-token]");
    await seen.claimlens.settled();
    assert.equal(await seen.claimlens.text(), seen.token());
    assert.match(await seen.claimlens.headline(), /opaque/i);
    await page.click("#nav-request");
    await request.settled();
    assert.equal(await page.inputValue("#request-secret"), "");
    assert.equal(await page.locator("#token").count(), 0);
    await seen.end();
  });
});

describe("a client that does not", () => {
  const failures = [
    ["a wrong secret", { client: "nightly report", secret: "x".repeat(43) }, /401.*not its secret/, /secret/i],
    ["a client that is not known", { id: "0f5b3a52-0000-4a57-9e0c-1d2f6b8a9c99", secret: "x".repeat(43) }, /400.*not known in this region/, /region|deleted|id/i],
    ["another grant", { client: "web application" }, /400.*another grant/, /grant/i],
    ["a disabled client", { client: "disabled" }, /4\d\d/, /./],
  ];
  for (const [name, what, says, cause] of failures) {
    test(`${name}: said plainly, and diagnosed as a pasted error is`, async () => {
      const seen = await open(browser);
      const { page, request } = seen;
      if (what.client) await request.demo(what.client);
      else await request.fill({ region: "demo", id: what.id, secret: what.secret });
      if (what.secret) await page.fill("#request-secret", what.secret);
      await request.send();
      assert.equal(await request.title(), "No token");
      assert.match(await request.text("#token .verdict"), says);
      assert.match(await request.text("#token .diagnosis"), cause);
      assert.ok((await page.locator("#token .causes > li").count()) > 0, "likely causes");
      assert.equal(await page.locator("#questions").count(), 0);
      assert.equal(seen.tokens(), 1, "asked once");
      await seen.end();
    });
  }

  test("no permissions: the read is refused, and the permission is named", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("without roles");
    await request.send();
    await page.selectOption("#request-read", "routing-queues");
    await request.ask("read");
    assert.match(await request.answer("read"), /403.*routing:queue:view/);
    assert.match(await request.text("#asked-read .lacking"), /routing:queue:view/);
    await request.ask("rights");
    assert.match(await request.answer("rights"), /403|no role/);
    await seen.end();
  });

  test("an address that is not allowed", async () => {
    const seen = await open(browser);
    const { request } = seen;
    await request.demo("wrong address");
    await request.send();
    await request.ask("who");
    assert.match(await request.answer("who"), /401.*allowlist/);
    await seen.end();
  });

  test("throttled: a countdown that can be given up, and otherwise ends by itself", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.crowded();
    assert.match(await request.text(".wait"), /Too many requests.*Try 2 of 5 in \d+ s\. Cancel/);
    assert.match(await request.said(), /Too many requests.*Cancel/);
    const before = await request.text(".wait .countdown");
    await page.waitForFunction((before) => document.querySelector(".wait .countdown")?.textContent !== before, before);
    await page.click(".wait [data-do=request-cancel]");
    await request.settled();
    assert.match(await request.text("#token"), /Stopped/);
    assert.equal(await request.focused(), "request-send");
    const count = seen.tokens();
    await page.waitForTimeout(5_000);
    assert.equal(seen.tokens(), count, "nothing is sent any more");
    await page.click("#request-send");
    await page.locator("#token-title", { hasText: /^A token$/ }).waitFor({ timeout: 20_000 });
    await seen.end();
  });

  test("leaving while it waits ends the waiting", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.crowded();
    const count = seen.tokens();
    await page.click("#nav-reference");
    await page.waitForTimeout(6_000);
    assert.equal(seen.tokens(), count);
    await seen.end();
  });

  test("429 from the API: waits as it is told, then answers", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("too many calls");
    await request.send();
    await page.click("#ask-who");
    await page.locator("#asked-who .wait").waitFor();
    assert.match(await request.text("#asked-who .wait"), /Retry-After says so/);
    await page.locator("#asked-who .verdict.good").waitFor({ timeout: 30_000 });
    await seen.end();
  });

  test("the connection breaks: said, and not sent again by itself", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await request.demo("nightly report");
    await page.route("**/oauth/token", (route) => route.abort());
    await request.send();
    assert.match(await request.text("#token"), /No answer came from the companion/);
    assert.equal(seen.tokens(), 1);
    await seen.context.close();
  });

  test("without a network", async () => {
    const seen = await open(browser);
    const { request } = seen;
    await request.demo("nightly report");
    await seen.context.setOffline(true);
    await request.send();
    assert.match(await request.text("#token"), /no network/);
    await seen.context.close();
  });
});

describe("before anything is sent", () => {
  const { id, secret } = CLIENTS["nightly report"];
  const odd = {
    "fields that are swapped": [secret, id, "swapped"],
    "white space": [id, ` ${secret} `, "white-space"],
    "both in one field": [id, `${id}:${secret}`, "pair"],
    "a whole header": ["", `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`, "basic"],
  };
  for (const [name, [first, second, check]] of Object.entries(odd)) {
    test(`${name}: pointed out, and mended with one press`, async () => {
      const seen = await open(browser);
      const { page, request } = seen;
      await request.fill({ region: "demo", id: first, secret: second });
      const item = page.locator(`[data-check=${check}]`);
      await item.waitFor();
      if (check === "swapped") {
        const shown = await page.$eval("#request-client", (field) => getComputedStyle(field).webkitTextSecurity);
        assert.equal(shown, "disc", "a secret in the wrong field is not for everybody to read");
      }
      await page.click("#request-send");
      await request.settled();
      assert.equal(seen.tokens(), 0);
      assert.match(await request.said(), /^Nothing was sent/);
      await item.locator("[data-do=request-mend]").click();
      await request.settled();
      assert.equal(await page.inputValue("#request-client"), id);
      assert.equal(await page.inputValue("#request-secret"), secret);
      assert.equal(await request.focused(), "request-send");
      await page.keyboard.press("Enter");
      await page.locator("#token-title", { hasText: /^A token$/ }).waitFor();
      await seen.end();
    });
  }

  test("empty fields are no news before one asks; then they are named, and a region is wanted", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    assert.equal(await page.locator("#request-checks li").count(), 0);
    await page.click("#request-send");
    await request.settled();
    assert.match(await request.text("#request-checks"), /No region is chosen.*no client id.*no secret/);
    assert.equal(await request.focused(), "request-region");
    assert.deepEqual(seen.sent(), ["GET /proxy.json"]);
    await seen.end();
  });
});

describe("the companion", () => {
  test("the line says which hosts it goes to", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    const origin = new URL(url).origin;
    assert.match(await request.text("#leaves"), /the region you choose/);
    await page.selectOption("#request-region", "mypurecloud.ie");
    await request.settled();
    const line = await request.text("#leaves");
    assert.ok(line.includes(`this server, ${origin}, which passes them to login.mypurecloud.ie, and the token to api.mypurecloud.ie.`), line);
    await page.selectOption("#request-region", "demo");
    await request.settled();
    assert.match(await request.text("#leaves"), /the demo has no host behind it/);
    await seen.end();
  });

  test("an address that the page's policy does not allow gets words, and no request", async () => {
    const seen = await open(browser);
    const { page, request } = seen;
    await page.click("#companion summary");
    await page.fill("#request-address", "https://attacker.example");
    await page.click("[data-do=request-companion]");
    await request.settled();
    assert.match(await request.text("#companion [role=status]"), /Nothing was sent: the policy of this page.*--connect https:\/\/attacker\.example/);
    assert.deepEqual(seen.sent(), ["GET /proxy.json"]);
    // Its own origin is allowed, of course.
    await page.fill("#request-address", new URL(url).origin);
    await page.click("[data-do=request-companion]");
    await page.waitForFunction(() => !document.querySelector("#companion [role=status]").textContent);
    await seen.end();
  });

  test("without one: how to start it, and the lines for a shell", async () => {
    const seen = await visit(browser, {
      address: `${lan ?? url}#request`,
      prepare: lan ? undefined : (seen) => seen.page.route("**/proxy.json", (route) => route.fulfill({ status: 404, body: "not found" })),
      ready: !lan,
    });
    if (lan) {
      await seen.page.goto(`${lan}#request`);
      await seen.claimlens.whole();
    }
    const { page } = seen;
    const request = new Request(seen);
    await page.locator("#companion .missing").waitFor();
    assert.match(await request.text("#leaves"), /^Nothing is sent from here/);
    assert.match(await request.text("#companion"), /claimlens-proxy --site.*cargo xtask serve/);
    assert.equal(await page.locator("#request-region option[value=demo]").count(), 0);
    await request.fill({ region: "mypurecloud.de", id: CLIENTS["nightly report"].id, secret: "not-in-any-line-of-this-page-0000000000000" });
    await page.click("#request-send");
    await request.settled();
    assert.equal(await request.focused(), "request-curl-title");
    const lines = await request.text("#request-curl");
    assert.match(lines, /https:\/\/login\.mypurecloud\.de\/oauth\/token/);
    assert.match(lines, /https:\/\/api\.mypurecloud\.de\/api\/v2\/tokens\/me/);
    assert.ok(lines.includes(`authorization/subjects/${CLIENTS["nightly report"].id}`));
    assert.ok(!lines.includes("not-in-any-line"));
    const asked = seen.requests.filter((address) => /login|\/api\//.test(address));
    assert.deepEqual(asked, []);
    await seen.context.close();
  });
});
