// What is pasted, and what the report says to it: a token in its wrappers, and every kind of artefact.
// A row is a name, the text, and either the headline or more that has to hold.
import assert from "node:assert/strict";
import { NOW } from "./browser.mjs";
import { OPAQUE, access, encode, expired, identity, jws, wrap } from "./tokens.mjs";

export const TOKEN = access();
const [H, P, S] = TOKEN.split(".");
export const GOOD = "Access token from login.example.com for api.example.com. Expires in 50 minutes (12:50 UTC). "
  + "Signature not checked: that takes the issuer's public key. Nothing here speaks against it, if the signature holds.";

const good = (found, count = 1) => ({ headline: GOOD, found, count });
const wrapped = (name, text, found, count) => [name, text, good(found, count)];
const body = { access_token: TOKEN, token_type: "Bearer", expires_in: 3000 };

/** One token in everything it comes in. */
export const wrappers = [
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
];

const segments = (...texts) => texts.map(encode).join(".");
const SECRET = "correct-horse-battery";

/** One paste of each kind of thing. */
export const kinds = [
  ["an HTTP exchange: the challenge explains, the token is found too",
    `GET /orders HTTP/1.1\r\nHost: api.example.com\r\nAuthorization: Bearer ${expired()}\r\n\r\n`
      + `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm="orders", error="invalid_token", error_description="The access token expired"\r\n\r\n`,
    { headline: /^The API refuses: the access token is expired, revoked, malformed or not for this API\..*“The access token expired”/, count: 2,
      check: async (page) => assert.deepEqual((await page.tabs()).map(({ title, state }) => `${title}, ${state}`), ["Access token (JWT), Expired", "WWW-Authenticate challenge, Well-formed"]) }],
  ["a challenge for more scope", `WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"`, /^The API refuses: the token is good but lacks a scope \(403\)\..*orders:write/],
  ["an encrypted token (JWE)", segments('{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"e1"}', "k".repeat(256), "i".repeat(12), "c".repeat(200), "t".repeat(16)),
    /^Encrypted token \(JWE\)\. Its content is encrypted\./],
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
];
