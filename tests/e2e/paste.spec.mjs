// Whatever somebody pastes becomes a report: every wrapper a token comes in, every kind of artefact,
// by every way of putting text into the box.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { NOW, launch, url, visit } from "./browser.mjs";
import { HEADER, OPAQUE, access, claims, encode, expired, identity, jws, wrap } from "./tokens.mjs";

const TOKEN = access();
const [H, P, S] = TOKEN.split(".");
const GOOD = "Access token from login.example.com for api.example.com. Expires in 50 minutes (12:50 UTC). "
  + "Signature not checked: that takes the issuer's public key. Nothing here speaks against it, if the signature holds.";
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

let browser;
let shared;

before(async () => {
  browser = await launch();
  shared = await visit(browser, { now: NOW, context: CLIPBOARD });
});
after(async () => {
  await browser?.close();
});

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

const good = (found, count = 1) => ({ headline: GOOD, found, count });
const wrapped = (name, text, found, count) => [name, text, good(found, count)];
const body = { access_token: TOKEN, token_type: "Bearer", expires_in: 3000 };

describe("a token in any wrapper is the same token, with a word on what was taken off", () => {
  pastes([
    wrapped("bare", TOKEN, ""),
    wrapped("spaces around", `  ${TOKEN} \t `, ""),
    wrapped("wrapped at 64 columns", wrap(TOKEN, 64), "Taken off: 11 line breaks."),
    wrapped("wrapped at 76 columns with carriage returns", wrap(TOKEN, 76).replaceAll("\n", "\r\n"), "Taken off: 9 line breaks."),
    wrapped("Bearer", `Bearer ${TOKEN}`, "Taken off: the word Bearer."),
    wrapped("bearer", `bearer ${TOKEN}`, "Taken off: the word bearer."),
    wrapped("Authorization: Bearer", `Authorization: Bearer ${TOKEN}`, "Found in the Authorization header; taken off: the header name Authorization, the word Bearer."),
    wrapped("in double quotes", `"${TOKEN}"`, "Taken off: quotes."),
    wrapped("in single quotes", `'${TOKEN}'`, "Taken off: quotes."),
    wrapped("with a trailing comma", `${TOKEN},`, "Taken off: a trailing comma."),
    wrapped("curl -H", `curl -H "Authorization: Bearer ${TOKEN}" https://api.example.com/v1`,
      "Found in the Authorization header; taken off: the curl command around it, quotes, the header name Authorization, the word Bearer."),
    wrapped("curl --oauth2-bearer", `curl --oauth2-bearer ${TOKEN} https://api.example.com/v1`,
      "Found in the option --oauth2-bearer; taken off: the curl command around it, the option --oauth2-bearer."),
    wrapped("a JSON answer, compact", JSON.stringify(body), "Found in the JSON member access_token; taken off: the JSON around it, quotes.", 2),
    wrapped("a JSON answer, pretty", JSON.stringify(body, null, 2), "Found in the JSON member access_token; taken off: the JSON around it, quotes.", 2),
    wrapped("a URL's fragment", `https://app.example.com/cb#access_token=${TOKEN}&token_type=Bearer&state=xyz`, "Found in the URL parameter access_token; taken off: the URL around it."),
    wrapped("a Cookie header", `Cookie: theme=dark; session=${TOKEN}; lang=en`, "Found in the cookie session; taken off: the Cookie header around it."),
    wrapped("Bearer, and wrapped", `Bearer ${wrap(TOKEN, 76)}`, "Taken off: the word Bearer, 9 line breaks."),
    wrapped("with %0A behind it", `${TOKEN}%0A`, "Taken off: a percent-encoded line break."),
    wrapped("two tokens on two lines", `${TOKEN}\n${identity()}`, "", 2),
    wrapped("a line of a log", `2026-03-01T11:59:58Z INFO api request token=${TOKEN} status=200`, "Found in the field token; taken off: the name token."),
    wrapped("a Set-Cookie header", `Set-Cookie: id=${TOKEN}; Path=/; HttpOnly; Secure`, "Found in the cookie id; taken off: the Set-Cookie header around it."),
    wrapped("YAML", `service:\n  name: orders\n  token: ${TOKEN}\n`, "Found in the entry token; taken off: the name token."),
    wrapped("an env file", `export TOKEN=${TOKEN}\nPORT=8080`, "Found in the variable TOKEN; taken off: the variable name TOKEN."),
    wrapped("percent-encoded as a whole", encodeURIComponent(`https://x.example/?token=${TOKEN}&a=b`), "Found in the URL parameter token; taken off: the URL around it."),
  ]);
});

const segments = (...texts) => texts.map(encode).join(".");
const SECRET = "correct-horse-battery";

describe("each kind of thing has its own first sentence", () => {
  pastes([
    ["an HTTP exchange: the challenge explains, the token is found too",
      `GET /orders HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer ${expired()}\r\n\r\n`
        + `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="orders", error="invalid_token", error_description="The access token expired"\r\n\r\n`,
      { headline: /^The API refuses: the access token is expired, revoked, malformed or not for this API\..*“The access token expired”/, count: 2,
        check: async (page) => assert.deepEqual((await page.tabs()).map(({ title, state }) => `${title}, ${state}`), ["Access token (JWT), Expired", "WWW-Authenticate challenge, Well-formed"]) }],
    ["a challenge for more scope", `WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"`, /^The API refuses: the token is good but lacks a scope \(403\)\..*orders:write/],
    ["an encrypted token (JWE)", segments('{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"e1"}', "k".repeat(256), "i".repeat(12), "c".repeat(200), "t".repeat(16)),
      /^Encrypted token \(JWE\)\. Its content is encrypted and cannot be read here\./],
    ["an SD-JWT", `${jws({ typ: "dc+sd-jwt", alg: "ES256" }, { iss: "https://issuer.example.com", vct: "https://credentials.example.com/identity", iat: NOW - 60, exp: NOW + 86_400, _sd: ["X".repeat(43)], _sd_alg: "sha-256" }, encode("s".repeat(64)))}~${encode('["salt","given_name","Ada"]')}~`,
      /^Verifiable credential \(SD-JWT\).* from issuer\.example\.com\. Expires in 1 day/],
    ["JWS JSON, flattened", JSON.stringify({ payload: P, protected: H, signature: S }), GOOD.replace("Access token", "Access token in JSON form")],
    ["JWS JSON, general", JSON.stringify({ payload: P, signatures: [{ protected: H, signature: S }, { protected: encode('{"alg":"ES256"}'), signature: encode("s".repeat(64)) }] }),
      GOOD.replace("Access token", "Access token in JSON form")],
    ["a PASETO, public", `v4.public.${encode(`${JSON.stringify({ sub: "248289761001", exp: "2026-03-01T13:00:00+00:00" })}${"s".repeat(64)}`)}`, /^PASETO v4\.public: signed, and readable by anyone\./],
    ["a PASETO, local", `v4.local.${encode("n".repeat(150))}`, /^PASETO v4\.local: encrypted\./],
    ["an opaque token of Genesys Cloud's shape", `Authorization: Bearer ${OPAQUE}`,
      { headline: /^Genesys Cloud access token \(opaque\)\. Nothing can be read from it\. That is normal.*GET \/api\/v2\/tokens\/me/,
        check: async (page) => assert.ok((await page.steps()).some(({ command }) => /^curl .*\/api\/v2\/tokens\/me\?preserveIdleTTL=true/.test(command ?? ""))) }],
    ["Basic credentials: the secret is masked wherever the page shows them", `Authorization: Basic ${Buffer.from(`s6BhdRkqt3:${SECRET}`).toString("base64")}`,
      { headline: /^Basic credentials for s6BhdRkqt3\. The secret is masked here/,
        check: async (page) => {
          await page.toggleRawJson();
          const dom = await page.dom();
          await page.toggleRawJson();
          for (const form of [SECRET, Buffer.from(`s6BhdRkqt3:${SECRET}`).toString("base64"), encodeURIComponent(SECRET)]) {
            assert.ok(!dom.includes(form), `the page holds ${form}`);
          }
        } }],
    ["a token response with an opaque token", JSON.stringify({ access_token: OPAQUE, token_type: "bearer", expires_in: 86_399 }),
      { headline: /^Token response: an opaque bearer access token, good for 24 hours\./, count: 2 }],
    ["a token response with three tokens", JSON.stringify({ ...body, id_token: identity(), refresh_token: "8xLOxBtZp8" }), { headline: GOOD, count: 3 }],
    ["an OAuth error body", JSON.stringify({ error: "invalid_client", error_description: "client authentication failed" }),
      /^Error from the token endpoint: the client secret is wrong \(or belongs to another region\)\. invalid_client/],
    ["an introspection answer", '{"active":false}', /^Introspection answer: the token is not active\./],
    ["SAML in base64", Buffer.from('<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-03-01T11:59:00Z"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.example.com</saml:Issuer></samlp:Response>').toString("base64"),
      /^SAML Response from https:\/\/idp\.example\.com\./],
    ["a public key in PEM", `-----BEGIN PUBLIC KEY-----\n${wrap(Buffer.from("p".repeat(120)).toString("base64"), 64)}\n-----END PUBLIC KEY-----`, /^Public key, 120 bytes\./],
    ["a private key in PEM", `-----BEGIN PRIVATE KEY-----\n${wrap(Buffer.from("p".repeat(120)).toString("base64"), 64)}\n-----END PRIVATE KEY-----`, /^Private key \(PKCS #8\)\. Do not share it\./],
    ["a JWK", JSON.stringify({ kty: "EC", crv: "P-256", x: encode("x".repeat(32)), y: encode("y".repeat(32)), kid: "1" }), /^Public key as a JWK: EC, P-256/],
    ["a UUID", "1f0c6d92-5c6f-4f4e-9d0b-0b9d2f6b7a11", /^UUID: most likely a client id or another identifier\./],
    ["43 characters of base64url", encode("x7".repeat(16)), /^43 base64url characters.*it may be a secret\..*do not paste it around/],
    ["a token cut off in its middle", TOKEN.slice(0, 150), { headline: /^Access token from login\.example\.com .*It is damaged\. Your API would answer 401\./, check: async (page) => assert.equal(await page.claim("iss"), "https://login.example.com/") }],
    ["prose", "hello, is this thing on?", /^No token was recognised\. This looks like prose\./],
    ["not even letters", "\u{1F511}\u{1F511} \u202E\u0007 ))", /^No token was recognised\./],
  ]);
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
    const session = await visit(browser, {
      now: NOW,
      ready: false,
      prepare: ({ page }) => page.route("**/*.wasm", async (route) => { await held; await route.continue(); }),
    });
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
    await page.waitForFunction(() => document.documentElement.dataset.state === "ready");
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
    await copies(session, () => session.page.evaluate(() => navigator.clipboard.readText()));
    await session.end();
  });

  const lan = process.env.CLAIMLENS_LAN_URL;
  test("on plain http in an intranet, where there is no Clipboard API", { skip: lan ? false : "this machine has no address but the loopback" }, async () => {
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
