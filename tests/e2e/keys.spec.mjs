// Check the signature: keys are given, tokens verify or not, and what is said of it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { NOW, except, fetched, launched, visit } from "./browser.mjs";
import { Keys, made, opened } from "./keys.mjs";
import { claims } from "./tokens.mjs";

const browser = await launched();
const have = await made();
const open = (...given) => opened(browser, ...given);

describe("a key is given", () => {
  test("RS256 verifies with its public key in PEM, and every part of the page says so", async () => {
    const { seen, claimlens, keys } = await open(have.rs256);
    assert.equal(await keys.outcome(), null, "nothing is said before a key is there");
    // A paste is announced when the typing has paused for a while.
    await seen.page.locator("#said", { hasText: /^Access token/ }).waitFor();
    await keys.give(have.pem);
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "good", outcome.text);
    assert.match(outcome.lead, /^The signature verifies with the key you gave \(RSA, 2048 bits\)\.$/);
    const verdicts = await claimlens.verdicts();
    assert.deepEqual([verdicts.signature.label, verdicts.signature.tone], ["Verifies", "good"]);
    assert.deepEqual([verdicts.key.label, verdicts.key.tone], ["Fits", "good"]);
    assert.match(await claimlens.headline(), /Its signature verifies\. Nothing here speaks against it\.$/);
    assert.doesNotMatch(await claimlens.headline(), /not checked/i);
    assert.match((await keys.recognised())[0], /RSA, 2048 bits, public key \(SPKI\).*Thumbprint.*Verifies the token\./);
    assert.match(await claimlens.announcement(), /^The signature verifies/);
    assert.ok((await claimlens.steps()).every((step) => !step.text.startsWith("Check the signature")), "that step is done");
    await seen.end();
  });

  test("one flipped bit, and it does not", async () => {
    const at = have.rs256.length - 40;
    const flipped = have.rs256.slice(0, at) + (have.rs256[at] === "A" ? "B" : "A") + have.rs256.slice(at + 1);
    const { seen, claimlens, keys } = await open(flipped);
    await keys.give(have.pem);
    assert.equal((await keys.outcome()).tone, "bad");
    assert.deepEqual(await keys.reasons(), ["mismatch"]);
    assert.match(await claimlens.headline(), /does not verify/);
    await claimlens.replace(have.rs256);
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good", "another paste is checked with the same key");
    await seen.end();
  });

  test("the wrong key: that it was another one", async () => {
    const { seen, claimlens, keys } = await open(have.rs256);
    await keys.give(have.otherPem);
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "bad");
    assert.match(outcome.text, /^The signature does not verify\. The signature does not match with the key \(RSA, 2048 bits\): another key signed it/);
    const verdicts = await claimlens.verdicts();
    assert.equal(verdicts.signature.label, "Does not verify");
    assert.equal(verdicts.key.label, "No verdict");
    await seen.end();
  });

  test("a secret in Base64 that is taken as text: the sentence says so, and the choice mends it", async () => {
    const { seen, page, keys } = await open(have.hs256);
    await keys.give(have.secret.toString("base64"));
    assert.match((await keys.outcome()).lead, /^The signature does not verify\. It verifies when the secret is read as base64\.$/);
    await page.selectOption("#key-reading-0", "base64");
    await keys.answered();
    assert.match((await keys.outcome()).lead, /^The signature verifies with the shared secret \(32 bytes, as base64\)\.$/);
    await seen.end();
  });

  test("a public key as HMAC secret: an attack, and never green", async () => {
    const { seen, claimlens, keys } = await open(have.confused);
    await keys.give(have.pem);
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "bad");
    assert.match(outcome.lead, /It matches when the public key is taken as the secret of HS256.*must be refused/);
    assert.ok((await keys.reasons()).includes("alg_confusion"));
    assert.equal((await claimlens.verdicts()).signature.tone, "bad");
    await seen.end();
  });

  test("several tokens and one JWK Set: each finds its key", async () => {
    const { seen, page, claimlens, keys } = await open(`${have.rs256}\n${have.es256}\n${have.hs256}`);
    await keys.give(JSON.stringify(have.jwks));
    assert.match((await keys.outcome()).lead, /^The signature verifies with the key “2026-1” \(RSA, 2048 bits\)\.$/);
    await claimlens.selectTab(1);
    assert.match((await keys.outcome()).lead, /^The signature verifies with the key “2026-2” \(EC, P-256\)\.$/);
    assert.deepEqual(
      await page.$$eval("[role=tab] .checked", (marks) => marks.map((mark) => mark.textContent)),
      ["Verifies", "Verifies", "Does not verify"],
    );
    const [set] = await keys.recognised();
    assert.match(set, /Verifies 1 of 3 tokens: .*\(number 2\).*Verifies 1 of 3 tokens: .*\(number 1\)/);
    await seen.end();
  });

  test("the JSON Serialization: every signature has its own verdict", async () => {
    const { seen, keys } = await open(have.general);
    await keys.give(have.pem);
    const outcome = await keys.outcome();
    assert.match(outcome.lead, /^1 of 2 signatures verifies, and not all\./);
    assert.match(outcome.text, /Signature 1, RS256, kid “2026-1”: verifies.*Signature 2, RS256, kid “2025-1”: does not verify/);
    await seen.end();
  });

  test("a token inside a token: layer by layer", async () => {
    const { seen, claimlens, keys } = await open(have.nested);
    await keys.give(have.pem);
    assert.match((await keys.outcome()).lead, /^The signature verifies/, "that of the inner one, which is shown first");
    await claimlens.selectTab(0);
    assert.match((await keys.outcome()).text, /^The signature verifies.*The token inside ?The signature verifies/);
    await seen.end();
  });

  test("what is encrypted is decrypted with the private key, and can be inspected", async () => {
    const { seen, page, claimlens, keys } = await open(have.jwe);
    assert.match(await claimlens.headline(), /encrypted/i);
    await keys.give(have.encPem);
    assert.match((await keys.outcome()).lead, /^Decrypted with the key you gave \(RSA, 2048 bits\)\./);
    assert.equal((await claimlens.verdicts()).signature.label, "Decrypted");
    await page.click("[data-do=check-add]");
    await keys.give(have.pem);
    assert.match((await keys.outcome()).text, /The token inside verifies\./);
    assert.equal((await keys.recognised()).length, 2);
    await page.click("#inspect-it");
    await keys.answered();
    assert.equal(await claimlens.text(), have.rs256);
    assert.match((await keys.outcome()).lead, /^The signature verifies/);
    await seen.end();
  });

  test("an SD-JWT: Disclosures, and the key that it is bound to", async () => {
    const { seen, keys } = await open(have.sdJwt);
    await keys.give(have.pem);
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "good", outcome.text);
    assert.match(outcome.text, /Disclosure of given_name: its digest is signed.*Key binding: verifies with the key that the issuer put into cnf/);
    await seen.claimlens.replace(have.sdJwtAdded);
    await keys.answered();
    assert.match((await keys.outcome()).text, /^The issuer's signature verifies, and the presentation does not hold\..*stands nowhere in what was signed/);
    await seen.end();
  });

  test("an ID token and the access token beside it", async () => {
    const { seen, page, keys } = await open(have.idToken);
    await keys.give(have.pem);
    await page.click("#check-more > summary");
    await page.fill("#key-access", "the access token");
    await keys.answered();
    assert.match((await keys.outcome()).text, /at_hash matches what was given beside it/);
    await page.fill("#key-access", "another access token");
    await keys.answered();
    assert.match((await keys.outcome()).text, /at_hash does not match what was given beside it: found/);
    await seen.end();
  });

  test("a payload that travels apart", async () => {
    const [header, , signature] = have.rs256.split(".");
    const payload = Buffer.from(have.rs256.split(".")[1], "base64url").toString();
    const { seen, page, keys } = await open(`${header}..${signature}`);
    await keys.give(have.pem);
    assert.ok((await keys.reasons()).includes("detached"));
    assert.match((await keys.outcome()).lead, /Its payload travels apart: give it, too, under “More”\./);
    await page.click("#check-more > summary");
    await page.fill("#key-payload", payload);
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good");
    await page.fill("#key-payload", `${payload}\n`);
    await keys.answered();
    assert.match((await keys.outcome()).lead, /ends otherwise/);
    await seen.end();
  });

  test("an expired token with a good signature says both", async () => {
    const { seen, claimlens, keys } = await open(have.expired);
    await keys.give(have.pem);
    const verdicts = await claimlens.verdicts();
    assert.deepEqual([verdicts.signature.label, verdicts.time.label], ["Verifies", "Expired"]);
    const outcome = await keys.outcome();
    assert.match(outcome.text, /^The signature verifies.*Time is another matter: expired\./);
    assert.match(await claimlens.headline(), /Expired .*Its signature verifies\. Your API would answer 401\./);
    await seen.end();
  });

  test("a binary file that is dropped onto the panel is a key, and the paste stays", async () => {
    const { seen, claimlens, keys } = await open(have.eddsa);
    await keys.open();
    await keys.drop("issuer.der", have.der);
    assert.equal(await claimlens.text(), have.eddsa);
    assert.match((await keys.outcome()).lead, /^The signature verifies with the key you gave \(.*Ed25519.*\)\.$/);
    assert.match((await keys.recognised())[0], /^issuer\.der, 44 bytes/);
    await keys.page.click("#recognised [data-do=check-remove]");
    await keys.answered();
    assert.equal(await keys.outcome(), null);
    await seen.end();
  });

  test("several files are chosen at once", async () => {
    const { seen, page, keys } = await open(have.rs256);
    await keys.open();
    await page.setInputFiles("#key-file", [
      { name: "old.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(have.otherPem) },
      { name: "new.pem", mimeType: "application/x-pem-file", buffer: Buffer.from(have.pem) },
    ]);
    await keys.answered();
    assert.deepEqual((await keys.recognised()).map((entry) => entry.split(",")[0]), ["old.pem", "new.pem"]);
    assert.equal((await keys.outcome()).tone, "good");
    await seen.end();
  });

  test("a key in the paste is used where one says so", async () => {
    const { seen, page, keys } = await open(`${have.rs256}\n\n${have.pem}`);
    assert.equal(await keys.outcome(), null, "not by itself");
    await keys.open();
    await page.click(".offers [data-do=check-use]");
    await keys.answered();
    assert.equal((await keys.outcome()).tone, "good");
    await seen.end();
  });

  test("what is no key says what was expected", async () => {
    const { seen, keys } = await open(have.rs256);
    await keys.give(have.pem.split("\n").slice(0, 3).join("\n"));
    assert.match((await keys.recognised())[0], /Cannot be used\./);
    await keys.give("not a key at all");
    assert.match((await keys.recognised())[0], /taken as a shared secret.*from -----BEGIN to -----END/);
    assert.deepEqual(await keys.reasons(), ["key_type"]);
    await seen.end();
  });

  test("ten thousand keys stay usable", async () => {
    const { seen, page, keys } = await open(have.rs256);
    const [ec, rsa] = have.jwks.keys;
    const many = { keys: Array.from({ length: 10_000 }, (_, n) => (n === 7000 ? rsa : { ...ec, kid: `k${n}` })) };
    await keys.open();
    await page.setInputFiles("#key-file", { name: "many.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(many)) });
    await keys.answered();
    assert.ok((await page.locator(".one-key").count()) <= 20, "not all are listed");
    assert.notEqual(await keys.outcome(), null);
    const start = await seen.clock();
    await page.focus("#paste");
    await page.keyboard.type("abc");
    assert.ok(await seen.clock() - start < 2000, "typing goes on");
    await seen.end();
  });
});

describe("whose key it is", () => {
  test("a key that a token brings is tried only where one says so, and proves nothing", async () => {
    const { seen, page, claimlens, keys } = await open(have.embedded);
    await keys.open();
    assert.equal(await keys.outcome(), null);
    await page.click("#check-more > summary");
    assert.equal(await page.isDisabled("#key-own"), false);
    await page.check("#key-own");
    await keys.answered();
    const outcome = await keys.outcome();
    assert.equal(outcome.tone, "warn");
    assert.match(outcome.lead, /with the key it brings itself, which proves nothing/);
    assert.equal((await claimlens.verdicts()).signature.label, "Self-asserted: proves nothing");
    await page.uncheck("#key-own");
    await keys.answered();
    assert.equal(await keys.outcome(), null);
    await claimlens.replace(have.rs256);
    assert.equal(await page.isDisabled("#key-own"), true, "this one brings none");
    await seen.end();
  });

  test("where an issuer's keys are: the whole address, a warning, a line for a shell, and no request", async () => {
    const { seen, page, keys } = await open(have.rs256);
    await keys.open();
    await page.click("#check-places > summary");
    assert.equal(await page.textContent("#by-token .address"), "https://login.example.com/.well-known/openid-configuration");
    assert.match(await page.textContent("#by-token"), /comes from the token: whoever made it chose it/);
    assert.equal(await page.textContent("#by-token pre"), "curl -sS 'https://login.example.com/.well-known/openid-configuration'");
    assert.equal(await page.locator("[data-do=check-fetch]").count(), 0, "the policy allows no request there");
    await page.fill("#key-url", "http://login.example.com");
    assert.match(await page.textContent("#key-url-wrong"), /Only https/);
    await page.fill("#key-url", "https://id.example.org/tenant");
    assert.equal(await page.textContent("#by-person .address"), "https://id.example.org/tenant/.well-known/openid-configuration");
    await keys.give(JSON.stringify({ issuer: "https://login.example.com/", jwks_uri: "https://login.example.com/keys" }));
    assert.equal(await page.textContent("#by-document .address"), "https://login.example.com/keys");
    await keys.give(JSON.stringify({ issuer: "https://evil.example/", jwks_uri: "http://evil.example/keys" }));
    assert.match(await page.textContent("#check-places"), /names http:\/\/evil\.example\/keys as the place of its keys\. Only https/);
    await seen.end();
  });

  test("where the policy allows it: one request, on a click that names the host, and the next step after it", except({ file: "the policy of one file allows no request" }), async () => {
    const origin = "https://keys.example";
    const asked = [];
    const seen = await visit(browser, {
      now: NOW,
      context: { serviceWorkers: "block" },
      prepare: async ({ page }) => {
        // A page whose policy names one more origin, as `claimlens-proxy --connect` makes it.
        await page.route((address) => address.pathname.endsWith("/"), async (route) => {
          const response = await route.fetch();
          const headers = { ...response.headers() };
          delete headers["content-security-policy"];
          const body = (await response.text()).replace("connect-src 'self'", `connect-src 'self' ${origin}`);
          await route.fulfill({ response, headers, body });
        });
        await page.route(`${origin}/**`, (route) => {
          const { pathname } = new URL(route.request().url());
          asked.push(`${route.request().method()} ${pathname}`);
          const json = pathname === "/keys" ? have.jwks : { issuer: origin, jwks_uri: `${origin}/keys` };
          return route.fulfill({ json, headers: { "access-control-allow-origin": "*" } });
        });
      },
    });
    const { page, claimlens } = seen;
    const keys = new Keys(seen);
    await claimlens.replace(have.rs256);
    await keys.open();
    await page.click("#check-places > summary");
    await page.fill("#key-url", origin);
    assert.equal(await page.textContent("#by-person .address"), `${origin}/.well-known/openid-configuration`);
    assert.deepEqual(asked, [], "nothing before the click");
    assert.equal(await page.textContent("#by-person button"), "Fetch from keys.example");
    await page.click("#by-person button");
    await page.locator("#by-document .address").waitFor();
    assert.equal(await page.textContent("#by-document .address"), `${origin}/keys`);
    assert.match(await page.textContent("#by-document"), /which is not the issuer in the token/);
    assert.deepEqual(asked, ["GET /.well-known/openid-configuration"], "the next step is asked for, too");
    await page.click("#by-document button");
    await page.locator("#recognised .one-key").first().waitFor();
    await keys.answered();
    assert.deepEqual(asked, ["GET /.well-known/openid-configuration", "GET /keys"]);
    assert.equal((await keys.outcome()).tone, "good");
    assert.match((await keys.recognised())[0], /^keys\.example/);
    await seen.context.close();
  });

  test("what a token says of its keys is shown and never asked", async () => {
    const header = { alg: "RS256", typ: "at+jwt", jku: "https://evil.example/keys", x5u: "https://evil.example/cert" };
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const token = `${part(header)}.${part(claims())}.${have.rs256.split(".")[2]}`;
    const { seen, page, keys } = await open(token);
    await keys.give(have.pem);
    await page.click("#check-more > summary");
    assert.match(await page.textContent(".brought"), /jku https:\/\/evil\.example\/keys.*x5u/);
    assert.equal(await page.isDisabled("#key-own"), true, "an address is no key");
    assert.equal((await keys.outcome()).tone, "bad");
    await seen.end();
  });
});

describe("common secrets", () => {
  test("a weak one is found, and said", async () => {
    const { seen, page, keys } = await open(have.weak);
    await keys.open();
    await page.click("#weak-search");
    await page.locator("#weak-found").waitFor();
    assert.equal(await page.textContent("#weak-found"), "secret");
    assert.match(await page.textContent("#weak .found-secret"), /Anyone could sign such tokens/);
    assert.equal(seen.requestsSince().length, fetched("secrets.txt").length, "the list was fetched when it was asked for");
    seen.loaded = seen.requests.length;
    await seen.end();
  });

  test("a strong one is not, and a list of one's own can be stopped", async () => {
    const { seen, page, keys } = await open(have.hs256);
    await keys.open();
    await page.click("#weak-search");
    await page.locator("#weak .found-secret").waitFor();
    assert.match(await page.textContent("#weak .found-secret"), /None of 1\d,\d{3} common secrets\. That proves nothing about others\./);
    const lines = Array.from({ length: 2_000_000 }, (_, n) => `word${n}`).join("\n");
    await page.setInputFiles("#key-list", { name: "words.txt", mimeType: "text/plain", buffer: Buffer.from(lines) });
    await page.locator("#weak progress[value]").waitFor();
    assert.match(await page.textContent("#weak .going"), /of 2,000,001/);
    await page.click("#stop-search");
    await page.locator("#weak-search").waitFor();
    assert.match(await page.textContent("#weak"), /Stopped after [\d,]+ of 2,000,001\./);
    seen.loaded = seen.requests.length;
    await seen.end();
  });
});
