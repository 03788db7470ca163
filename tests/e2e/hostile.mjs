// What somebody who wishes a reader ill would put into a token, a file or an address; and what has to hold
// whatever was put in: nothing ran, nothing was said, nothing was asked for, nothing left its place.
import assert from "node:assert/strict";
import { NOW, visit } from "./browser.mjs";
import { encode, jws } from "./tokens.mjs";

/** Markup, addresses and templates that run `canary` where a page takes a text for code. */
export const CODE = [
  "<script>canary()</script>",
  "\"><img src=x onerror=canary()>",
  "' autofocus onfocus=canary() x='",
  "</textarea></title></style></script><svg onload=canary()>",
  "javascript:canary()",
  "java\tscript:canary()",
  "data:text/html,<script>parent.canary()</script>",
  "<iframe srcdoc=\"<script>parent.canary()</script>\"></iframe>",
  "<a href=\"javascript:canary()\" id=report name=paste>zz</a>",
  "<base href=//attacker.example/><meta http-equiv=refresh content=0;url=//attacker.example/>",
  "<style>*{display:none!important}</style><link rel=stylesheet href=//attacker.example/x.css>",
  "<form id=failure action=//attacker.example><input name=getElementById></form>",
  "{{constructor.constructor('canary()')()}}${canary()}<%= canary() %>#{canary()}",
  "&lt;script&gt;canary()&lt;/script&gt;&#60;img src=x onerror=canary()&#62;",
  "<template shadowrootmode=open><script>canary()</script></template>",
  "url(//attacker.example/x.png)",
];

/** Texts that bend a line: each has `zz` in its words, so that what is next to them can be told apart. */
export const BENT = {
  "an override": "\u202Ezzreversed\u202Ezz",
  "an isolate that is never closed": "\u2067zzisolated\u2066zz",
  "an embedding that is never closed": "\u202Bzzembedded\u202Azz",
  "letters from right to left": "zz\u05D0\u05D1\u05D2 \u0645\u0631\u062D\u0628\u0627",
  "closing marks first": "\u202C\u2069\u202C\u2069zz\u202E\u2069zz",
};
const NOTHING = "zz\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E\u{E0041}zz";
const CONTROL = "zz\u0000\u0007\u0008\u001B[31m\u007F\u0085\u2028\u2029\uFFFF\uD800zz";
const PILED = `zz${"Z\u0301\u0302\u0303\u0330\u0331".repeat(3)}Z${"\u0301".repeat(2000)}zz`;
const WIDE = "\uFDFD".repeat(400);
/** A million characters without a place to break. */
export const MEGA = "zz".repeat(500_000);
export const PROTOTYPE = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then", "__defineGetter__"];

/** All of the above that are short, in one list. */
export const TEXTS = [...CODE, ...Object.values(BENT), NOTHING, CONTROL, PILED, WIDE, ...PROTOTYPE];

const members = (texts) => Object.fromEntries(texts.map((text, at) => [`${text}${at}`, text]));
const nested = (depth) => `${'{"zz":['.repeat(depth)}1${"]}".repeat(depth)}`;
const xml = (text) => text.replace(/[<&"]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800\uFFFF]/g, "");
const saml = (text) => Buffer.from(`<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${xml(text)}" Version="2.0" IssueInstant="2026-03-01T11:59:00Z" Destination="${xml(text)}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${xml(text)}</saml:Issuer></samlp:Response>`).toString("base64");
const one = (text) => text.replace(/[\r\n\u2028\u2029]/g, " ");
const all = TEXTS.join(" ");

/** Tokens that are all right but for what is written in them. */
const inToken = (text) => jws(
  { typ: text, alg: "RS256", kid: text, cty: text, jku: text, x5u: text, crit: [text], [text]: text },
  { iss: text, sub: text, aud: [text, text], client_id: text, azp: text, scope: `${text} ${text}`, jti: text, exp: NOW + 3000, iat: NOW - 10, name: text, email: text, picture: text, [text]: { [text]: [text] } },
);

/** What is pasted, by what it is. */
export const PASTES = {
  "claims and headers that are code": inToken(CODE.join(" ")),
  "an issuer that is markup, in the headline": jws({ alg: "RS256", typ: "at+jwt" }, { iss: `https://${CODE[1]}/`, aud: CODE[0], exp: NOW + 60, client_id: CODE[1] }),
  ...Object.fromEntries(Object.entries(BENT).map(([name, text]) => [`a token with ${name}`, inToken(text)])),
  "a token with what cannot be seen": inToken(NOTHING),
  "a token with control characters": inToken(CONTROL),
  "a token with marks piled on a letter": inToken(PILED),
  "a token with the widest letter there is": inToken(WIDE),
  "a thousand members named like code": jws({ alg: "RS256" }, members(Array.from({ length: 50 }, () => TEXTS).flat().slice(0, 1000))),
  "names of prototypes": jws('{"alg":"none","__proto__":{"alg":"RS256"},"constructor":{"prototype":{"zz":1}}}', `{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},${PROTOTYPE.slice(2).map((name) => `"${name}":{"zz":"${name}"}`).join(",")}}`),
  "names that come twice": jws('{"alg":"RS256","alg":"none"}', '{"sub":"zz1","sub":"<img src=x onerror=canary()>"}'),
  "a claim of a million characters": jws({ alg: "RS256" }, { sub: MEGA, iss: "https://login.example.com/" }),
  "a name of a million characters": jws({ alg: "RS256", kid: MEGA.slice(0, 100_000) }, { [MEGA]: 1 }),
  "nested a hundred deep": jws({ alg: "RS256" }, `{"zz":${nested(50)}}`),
  "nested ten thousand deep": jws({ alg: "RS256" }, `{"zz":${nested(10_000)}}`),
  "brackets without an end": `${"[".repeat(200_000)}${'{"a":'.repeat(50_000)}`,
  "numbers without an end": jws({ alg: "RS256" }, `{"exp":${"9".repeat(5000)},"nbf":-1e999999,"iat":1e-999999,"zz":0.${"1".repeat(5000)}}`),
  "an OAuth error": JSON.stringify({ error: CODE[1], error_description: all, error_uri: CODE[4] }),
  "a known OAuth error with text that is bent": JSON.stringify({ error: "invalid_client", error_description: Object.values(BENT).join(" zz "), error_uri: "javascript:canary()" }),
  "an error of an API": JSON.stringify({ message: all, code: "missing.permissions", status: 403, contextId: CODE[0], errors: [{ message: CODE[1] }], messageParams: members(CODE) }),
  "a token response": JSON.stringify({ access_token: inToken(CODE[1]), id_token: inToken(BENT["an override"]), token_type: CODE[0], scope: all, expires_in: CODE[1], refresh_token: CODE[3] }),
  "an HTTP exchange": [`GET /${one(CODE[1])} HTTP/1.1`, `Host: ${one(CODE[1])}`, ...CODE.map((text, at) => `X-${at}: ${one(text)}`), `Authorization: Bearer ${inToken(CODE[1])}`, "", "HTTP/1.1 401 Unauthorized", `WWW-Authenticate: Bearer realm="${one(CODE[8]).replaceAll('"', "'")}", error="invalid_token", error_description="${BENT["an override"]}"`, "", one(all)].join("\r\n"),
  "a curl command": `curl -X "${one(CODE[1]).replaceAll('"', "'")}" 'https://login.mypurecloud.com/${one(CODE[0])}' -H "Authorization: Bearer ${inToken(CODE[0])}" ${CODE.map((text) => `-H '${one(text).replaceAll("'", "")}: ${one(text).replaceAll("'", "")}'`).join(" ")} -d 'grant_type=${one(CODE[1]).replaceAll("'", "")}'`,
  "a discovery document": JSON.stringify({ issuer: CODE[1], authorization_endpoint: CODE[4], token_endpoint: "javascript:canary()", jwks_uri: CODE[6], end_session_endpoint: "data:text/html,<script>canary()</script>", scopes_supported: TEXTS, grant_types_supported: TEXTS, ...members(TEXTS) }),
  "a JWK Set": JSON.stringify({ keys: TEXTS.map((kid) => ({ kty: "RSA", kid, n: "AQAB", e: "AQAB", use: kid, x5u: kid })) }),
  "a key in PEM with words around it": `${CODE.join("\n")}\n-----BEGIN PUBLIC KEY-----\n${CODE[1]}\n-----END PUBLIC KEY-----`,
  "an introspection answer": JSON.stringify({ active: true, username: CODE[1], iss: CODE[0], ...members(TEXTS) }),
  "Basic credentials": `Authorization: Basic ${Buffer.from(`${CODE[1]}:${CODE[0]}`).toString("base64")}`,
  "SAML of code": saml(CODE[1] + CODE[0]),
  "SAML from right to left": saml(BENT["an override"]),
  "a URL": `https://app.example.com/${encodeURIComponent(CODE[1])}?state=${encodeURIComponent(CODE[0])}#access_token=${inToken(CODE[1])}&${encodeURIComponent(CODE[2])}=${encodeURIComponent(all.replace("\uD800", ""))}`,
  "a PASETO": `v4.public.${encode(JSON.stringify({ sub: CODE[1], exp: CODE[0] }) + "s".repeat(64))}.${encode(CODE[1])}`,
  "an SD-JWT": `${inToken(CODE[1])}~${encode(JSON.stringify([CODE[0], CODE[1], all]))}~`,
  "bare code": CODE.join("\n"),
  "bare nonsense": all,
};

/** Opens the page with a canary in it; `looked(what)` holds the page to all that must hold. */
export async function watched(browser, options = {}) {
  const dialogs = [];
  const seen = await visit(browser, {
    now: NOW,
    ...options,
    context: { viewport: { width: 360, height: 800 }, ...options.context },
    prepare: async (seen) => {
      seen.page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
      await seen.page.addInitScript(() => {
        let sang = 0;
        Object.defineProperty(globalThis, "canary", { value: () => { sang += 1; } });
        Object.defineProperty(globalThis, "sang", { get: () => sang });
      });
      await options.prepare?.(seen);
    },
  });
  let since = 0;
  seen.looked = async (what, { slow = 2000 } = {}) => {
    const found = await seen.page.evaluate(placed);
    assert.equal(found.sang, 0, `${what}: it ran`);
    assert.deepEqual(dialogs, [], `${what}: dialogs`);
    assert.deepEqual(found.foreign, [], `${what}: elements and addresses that are not the page's own`);
    assert.deepEqual(found.polluted, [], `${what}: prototypes changed`);
    assert.deepEqual(found.outside, [], `${what}: outside of the window`);
    assert.ok(found.wide <= found.window, `${what}: ${found.wide} px in ${found.window}`);
    assert.deepEqual(found.reversed, [], `${what}: words next to it are reversed`);
    const long = (await seen.longTasks(since)).map((task) => Math.round(task.duration)).filter((duration) => duration > slow);
    since = await seen.clock();
    assert.deepEqual(long, [], `${what}: tasks of more than ${slow} ms`);
    await seen.assertQuiet();
  };
  return seen;
}

/** In the page: what its layout and its elements say. */
function placed() {
  const outside = [];
  const clips = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, position, clipPath } = getComputedStyle(at);
      if (overflowX !== "visible" || (position === "absolute" && clipPath !== "none")) return true;
    }
    return false;
  };
  const shown = document.querySelectorAll("main *, footer *, header *");
  for (const element of shown) {
    if (outside.length > 4 || !element.checkVisibility() || element.closest("svg, #backdrop, .skip, .sr")) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width && (right > innerWidth + 1 || left < -1) && !clips(element)) outside.push(`${left}–${right}: ${element.outerHTML.slice(0, 100)}`);
  }
  // The page's own words, next to what was pasted, run from left to right, whatever stands before them.
  const reversed = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const at = (text, index) => {
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    return range.getBoundingClientRect();
  };
  for (let count = 0; texts.nextNode() && count < 4000;) {
    const text = texts.currentNode;
    if (!text.parentElement.checkVisibility() || text.parentElement.closest("#backdrop, .sr, textarea, script, style, option")) continue;
    for (const { 0: word, index } of text.data.slice(0, 20_000).matchAll(/[A-Za-z]{4,}/g)) {
      if (/zz/.test(word) || reversed.length > 4) continue;
      const [first, last] = [at(text, index), at(text, index + word.length - 1)];
      count += 1;
      if (first.top === last.top && first.width && last.left < first.left) reversed.push(`${word} in ${text.data.slice(0, 120)}`);
    }
  }
  const own = new Set(["http:", "https:", "data:", "blob:", "file:"]);
  const foreign = [];
  for (const element of document.querySelectorAll("#report *, #page *, #build *, #tools *")) {
    if (element.id !== "request-form" && /^(SCRIPT|IFRAME|OBJECT|EMBED|LINK|BASE|META|STYLE|FORM|IMG|TEMPLATE)$/.test(element.tagName)) foreign.push(element.outerHTML.slice(0, 120));
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "style" || name === "srcdoc") foreign.push(`${name}=${value}`.slice(0, 120));
      if (/^(href|src|action|formaction|xlink:href)$/.test(name)) {
        const address = new URL(value, document.baseURI);
        if (!own.has(address.protocol) || /attacker|canary/.test(address.host)) foreign.push(`${name}=${value}`.slice(0, 120));
      }
    }
  }
  const polluted = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  if ({}.admin !== undefined) polluted.push("admin");
  return { sang: globalThis.sang, foreign, polluted, outside, reversed, wide: document.documentElement.scrollWidth, window: innerWidth };
}
