// The panel of keys as a person knows it, and tokens and keys that are made here, anew in every run.
import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import * as jose from "jose";
import { NOW, visit } from "./browser.mjs";
import { squeezed } from "./page.mjs";
import { claims } from "./tokens.mjs";

const bytes = (text) => new TextEncoder().encode(text);

/** Keys and what they signed. */
export async function made() {
  const pair = async (alg, options = {}) => jose.generateKeyPair(alg, { extractable: true, ...options });
  const [rsa, other, ec, enc] = await Promise.all([pair("RS256"), pair("RS256"), pair("ES256"), pair("RSA-OAEP-256")]);
  const publicJwk = async ({ publicKey }, more) => ({ ...await jose.exportJWK(publicKey), ...more });
  const sign = (payload, header, key) => new jose.SignJWT(payload).setProtectedHeader(header).sign(key);
  const secret = randomBytes(32);
  const pem = await jose.exportSPKI(rsa.publicKey);
  const rs256 = await sign(claims(), { alg: "RS256", kid: "2026-1", typ: "at+jwt" }, rsa.privateKey);
  const es256 = await sign({ ...claims(), sub: "another" }, { alg: "ES256", kid: "2026-2", typ: "at+jwt" }, ec.privateKey);
  const general = new jose.GeneralSign(bytes(JSON.stringify(claims())));
  general.addSignature(rsa.privateKey).setProtectedHeader({ alg: "RS256", kid: "2026-1" });
  general.addSignature(other.privateKey).setProtectedHeader({ alg: "RS256", kid: "2025-1" });
  const der = generateKeyPairSync("ed25519");
  const jwk = await publicJwk(rsa);
  const digest = (text) => createHash("sha256").update(text).digest("base64url");
  const disclosure = (...parts) => Buffer.from(JSON.stringify(["a salt of its own", ...parts])).toString("base64url");
  const [name, added] = [disclosure("given_name", "Ada"), disclosure("admin", true)];
  const holder = await pair("ES256");
  const issued = await sign({ ...claims(), vct: "https://credentials.example.com/identity", _sd: [digest(name)], _sd_alg: "sha-256", cnf: { jwk: await publicJwk(holder) } }, { alg: "RS256", typ: "dc+sd-jwt" }, rsa.privateKey);
  const bound = (presented) => sign({ iat: NOW, aud: "https://verifier.example", nonce: "n", sd_hash: digest(presented) }, { alg: "ES256", typ: "kb+jwt" }, holder.privateKey);
  const present = async (presented) => `${presented}${await bound(presented)}`;
  return {
    pem,
    secret,
    rs256,
    es256,
    otherPem: await jose.exportSPKI(other.publicKey),
    privatePem: await jose.exportPKCS8(rsa.privateKey),
    jwks: { keys: [await publicJwk(ec, { kid: "2026-2", use: "sig" }), await publicJwk(rsa, { kid: "2026-1", use: "sig", alg: "RS256" })] },
    hs256: await sign(claims(), { alg: "HS256", typ: "at+jwt" }, secret),
    weak: await sign(claims(), { alg: "HS256", typ: "at+jwt" }, bytes("secret")),
    confused: await sign(claims(), { alg: "HS256", typ: "at+jwt" }, bytes(pem)),
    expired: await sign({ ...claims(), iat: NOW - 9000, nbf: NOW - 9000, exp: NOW - 900 }, { alg: "RS256", kid: "2026-1", typ: "at+jwt" }, rsa.privateKey),
    embedded: await sign(claims(), { alg: "RS256", typ: "at+jwt", jwk }, rsa.privateKey),
    general: JSON.stringify(await general.sign()),
    nested: await new jose.CompactSign(bytes(rs256)).setProtectedHeader({ alg: "RS256", cty: "JWT", kid: "2026-1" }).sign(rsa.privateKey),
    jwe: await new jose.CompactEncrypt(bytes(rs256)).setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM", cty: "JWT" }).encrypt(enc.publicKey),
    encPem: await jose.exportPKCS8(enc.privateKey),
    sdJwt: await present(`${issued}~${name}~`),
    sdJwtAdded: await present(`${issued}~${name}~${added}~`),
    idToken: await sign({ ...claims(), aud: "s6BhdRkqt3", at_hash: createHash("sha256").update("the access token").digest().subarray(0, 16).toString("base64url") }, { alg: "RS256", typ: "JWT" }, rsa.privateKey),
    der: der.publicKey.export({ format: "der", type: "spki" }),
    eddsa: await sign(claims(), { alg: "EdDSA", typ: "at+jwt" }, der.privateKey),
  };
}

/** A page object around a visit. */
export class Keys {
  constructor(seen) {
    this.seen = seen;
    this.page = seen.page;
  }

  /** Opens the panel. */
  async open() {
    if (!(await this.page.locator("#check[open]").count())) await this.page.click("#check > summary");
    await this.page.locator("#key-text").waitFor();
  }

  /** Puts a key into the field, and waits for what is said of it. */
  async give(text) {
    await this.open();
    await this.page.fill("#key-text", text);
    await this.answered();
  }

  /** Waits until what was asked last is answered. */
  async answered() {
    await this.page.waitForTimeout(200);
    // On a busy machine what was typed may not even be listed by then.
    await this.page.waitForFunction(() => (!document.querySelector("#key-text")?.value.trim() || document.querySelector("#recognised"))
      && !document.querySelector("#recognised.stale, #checked [aria-busy], #checked [data-do=check-cancel]"));
    await this.seen.claimlens.settled();
  }

  /** The first sentence of what the check gave, with its tone; null where nothing was checked. */
  async outcome() {
    const block = this.page.locator("#checked .outcome").first();
    if (!(await block.count())) return null;
    const tone = (await block.getAttribute("class")).replace("outcome ", "");
    const text = async (part) => squeezed(await block.locator(part).first().textContent());
    return { tone, lead: await text(".lead"), text: squeezed(await block.textContent()) };
  }

  /** The codes of the reasons. */
  reasons() {
    return this.page.$$eval("#checked .outcome > .reasons .code", (codes) => codes.map((code) => code.textContent));
  }

  /** What was recognised, an entry a text. */
  async recognised() {
    return (await this.page.$$eval("#recognised > ul > li", (items) => items.map((item) => item.textContent))).map(squeezed);
  }

  /** Drops a file onto the panel. */
  drop(name, content) {
    return this.page.evaluate(({ name, content }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(content)], name));
      for (const kind of ["dragover", "drop"]) {
        document.querySelector("#check .keys-panel").dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, { name, content: [...content] }).then(() => this.answered());
  }

  /** Whether a text stands anywhere in the document, or in a field of it. */
  holds(text) {
    return this.page.evaluate((text) => document.documentElement.outerHTML.includes(text)
      || [...document.querySelectorAll("input, textarea")].some((field) => field.value.includes(text)), text);
  }
}

/** A visit with something in the box, and the panel of keys. */
export async function opened(browser, text, options = {}) {
  const seen = await visit(browser, { now: NOW, ...options });
  if (text) await seen.claimlens.replace(text);
  return { seen, page: seen.page, claimlens: seen.claimlens, keys: new Keys(seen) };
}
