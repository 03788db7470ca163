// Tokens and pastes the suites are made of. Nothing in here was ever issued: signatures are words.
import { NOW } from "./browser.mjs";

export const encode = (text) => Buffer.from(text).toString("base64url");

/** What every signature decodes to: as long as one of RS256. */
const SIGNATURE = encode("not a signature, only as long as one. ".repeat(7).slice(0, 256));

/** A compact JWS of a header and a payload; objects are written as JSON, texts taken as they are. */
export function jws(header, payload, signature = SIGNATURE) {
  const part = (value) => encode(typeof value === "string" ? value : JSON.stringify(value));
  return `${part(header)}.${part(payload)}.${signature}`;
}

export const HEADER = { typ: "at+jwt", alg: "RS256", kid: "2026-1" };

/** The claims of an access token that is all right: ten minutes old, good for fifty more. */
export const claims = (now = NOW) => ({
  iss: "https://login.example.com/",
  sub: "248289761001",
  aud: "https://api.example.com",
  client_id: "s6BhdRkqt3",
  iat: now - 600,
  nbf: now - 600,
  exp: now + 3000,
  jti: "d3b07384-d113-4ec6-a5a9-2f0bce1d8f5e",
  scope: "orders:read orders:write profile",
});

/** An access token that is all right, with changes. */
export const access = (changes = {}, now = NOW) => jws(HEADER, { ...claims(now), ...changes });

/** An ID token. */
export const identity = (now = NOW) => jws(
  { typ: "JWT", alg: "RS256", kid: "2026-1" },
  { iss: "https://login.example.com/", sub: "248289761001", aud: "s6BhdRkqt3", nonce: "n-0S6_WzA2Mj", iat: now - 60, exp: now + 3540 },
);

/** Expired the day before, and of another issuer. */
export const expired = (now = NOW) => access({ iss: "https://old.example.org/", iat: now - 90_000, nbf: now - 90_000, exp: now - 86_400 }, now);

/** A token of about that many characters, by a claim of filler. */
export function long(size, changes = {}) {
  const around = access({ ...changes, filler: "" }).length;
  const filler = "lorem ipsum ".repeat(Math.ceil(size / 12));
  return access({ ...changes, filler: filler.slice(0, Math.max(0, Math.floor(((size - around) * 3) / 4))) });
}

/** An opaque token of the shape Genesys Cloud's have: 86 characters, no dots. */
export const OPAQUE = encode("a made-up token, opaque like those of Genesys Cloud; issued by nobody").slice(0, 86);

export const wrap = (text, width) => text.match(new RegExp(`.{1,${width}}`, "g")).join("\n");
