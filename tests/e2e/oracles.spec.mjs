// Tokens that others signed and encrypted, with keys made for this run, checked by the worker of the built page in a
// real browser: each verifies under each form of its key, and with one bit changed it does not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, test } from "node:test";
import { launched, url } from "./browser.mjs";
import { Checker } from "./checker.mjs";
import { decoded, some, written } from "./oracles/flips.mjs";
import * as jose from "./oracles/jose.mjs";
import * as openssl from "./oracles/openssl.mjs";
import { Folder } from "./oracles/tools.mjs";

const ALGORITHMS = [
  ...["HS", "RS", "PS"].flatMap((family) => [256, 384, 512].map((bits) => family + bits)),
  ...["ES256", "ES384", "ES512", "ES256K", "EdDSA", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"],
];
// Nothing in it is alike in two runs.
const claims = { iss: "https://issuer.example", sub: crypto.randomUUID(), exp: 4_102_444_800 };
/** Algorithms that a token of this run verified with, by who signed it. */
const verified = new Map();
const folder = new Folder();
after(() => folder.remove());
const browser = await launched();
const page = await browser.newPage();
await page.goto(url);
await page.waitForFunction(() => document.documentElement.dataset.state === "ready");
const checker = await Checker.start(page);
// One more, for what takes long.
const second = await Checker.start(page);

/** One request for each key: `[[case, key, outcome, answer]]`. */
async function outcomes(cases) {
  const all = [];
  for (const one of cases) {
    for (const key of one.keys) {
      const answer = await checker.check(one.token, { text: key.text, reading: key.reading });
      assert.ok(!answer.problem, answer.problem);
      all.push([one, key, answer.tokens[0], answer]);
    }
  }
  return all;
}

/** Every case verifies under every form of its key, and the key is said to have done it. */
async function allVerify(context, cases) {
  for (const [{ by, alg, token }, { form }, outcome, answer] of await outcomes(cases)) {
    const which = `${by}, ${alg}, ${form}: ${token}: ${JSON.stringify(outcome.reasons)}`;
    assert.equal(outcome.crypto, "valid", which);
    assert.equal(outcome.policy, "valid", which);
    assert.ok(answer.verifies.some((tokens) => tokens.includes(0)), which);
    verified.set(alg, (verified.get(alg) ?? new Set()).add(by));
  }
  const forms = new Set(cases.flatMap(({ keys }) => keys.map(({ form }) => form)));
  const pairs = cases.reduce((sum, { keys }) => sum + keys.length, 0);
  const algorithms = new Set(cases.map(({ alg }) => alg));
  context.diagnostic(`${cases.length} tokens, ${algorithms.size} algorithms, ${forms.size} forms of keys, ${pairs} checks: all valid`);
}

test("what openssl signs verifies, under every form of its key", async (context) => {
  if (!openssl.openssl()) return context.skip("openssl is not on PATH");
  context.diagnostic(openssl.openssl());
  await allVerify(context, openssl.tokens(folder, claims));
});

test("what a key of ssh-keygen's signs verifies", async (context) => {
  if (!openssl.openssl()) return context.skip("openssl is not on PATH");
  const cases = openssl.sshTokens(folder, claims);
  if (cases.length === 0) return context.skip("ssh-keygen is not on PATH");
  await allVerify(context, cases);
});

test("what npm jose signs verifies, in all serialisations", async (context) => {
  const { made, lacks } = await jose.tokens(claims);
  if (lacks.length > 0) context.diagnostic(`WebCrypto of node ${process.version} has no ${lacks.join(", ")}`);
  await allVerify(context, made);
});

/** Tokens signed with ML-DSA by Python's cryptography; none where there is no Python that has it. */
function mlDsa(claims) {
  const python = process.env.CLAIMLENS_PYTHON;
  if (!python) return [];
  const script = new URL("oracles/ml_dsa.py", import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(python, [script, JSON.stringify(claims)], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test("what Python's cryptography signs with ML-DSA verifies", async (context) => {
  const cases = mlDsa(claims);
  if (cases.length === 0) return context.skip("CLAIMLENS_PYTHON is not set: `cargo xtask test` sets it");
  await allVerify(context, cases);
});

test("every algorithm was signed with by somebody else", (context) => {
  const missing = ALGORITHMS.filter((alg) => !verified.has(alg));
  for (const alg of ALGORITHMS) context.diagnostic(`${alg}: ${[...(verified.get(alg) ?? ["nobody"])].join("; ")}`);
  // What no tool here could sign is skipped, and says so; what one could has to be there.
  const mayLack = process.env.CLAIMLENS_PYTHON ? [] : missing.filter((alg) => alg.startsWith("ML-DSA"));
  const lack = openssl.openssl() ? mayLack : [...mayLack, "ES256K", "Ed448"];
  assert.deepEqual(missing.filter((alg) => !lack.includes(alg)), []);
  if (missing.length > 0) context.skip(`nobody here signs with ${missing.join(", ")}`);
});

test("what npm jose encrypts is opened, with every key management and every encryption", async (context) => {
  const cases = await jose.encrypted();
  const all = await outcomes(cases);
  for (const [{ alg, plain }, { form }, outcome, answer] of all) {
    assert.equal(outcome.crypto, "decrypted", `${alg}, ${form}: ${JSON.stringify(outcome.reasons)}`);
    assert.equal(outcome.decrypted.text, plain, alg);
    assert.deepEqual(answer.decrypts.flat(), [0], alg);
  }
  // With another's key it is not.
  const strangers = cases.map((one, at) => ({ ...one, keys: cases.at(at - 1).keys.slice(0, 1) }));
  for (const [{ alg }, , outcome] of await outcomes(strangers)) {
    assert.equal(outcome.crypto, "invalid", alg);
    assert.ok(outcome.reasons.length > 0, alg);
  }
  context.diagnostic(`${cases.length} tokens, ${all.length} opened, ${strangers.length} not opened with another key`);
});

/** None of the changed tokens verifies, and each says why. */
async function noneVerifies(key, tokens) {
  const size = 100;
  const left = Array.from({ length: Math.ceil(tokens.length / size) }, (_, at) => tokens.slice(at * size, (at + 1) * size));
  const work = async (checker) => {
    for (let some = left.pop(); some; some = left.pop()) {
      const { tokens: outcomes } = await checker.check(some, key);
      assert.equal(outcomes.length, some.length);
      for (const [index, outcome] of outcomes.entries()) {
        assert.equal(outcome.crypto, "invalid", some[index]);
        assert.notEqual(outcome.policy, "valid", some[index]);
        assert.ok(outcome.reasons.length > 0, some[index]);
      }
    }
  };
  await Promise.all([checker, second].map(work));
}

/** The ways in which one bit can be another: in a part, and in how it is written. */
const WAYS = {
  header: (token) => decoded(token, 0),
  payload: (token) => decoded(token, 1),
  signature: (token) => decoded(token, 2),
  text: written,
};
/** Up to so many bits all are changed, beyond it so many by lot: an RSA or ML-DSA signature has thousands. */
const ALL = 1_700;
const SOME = 300;

test("one bit changed anywhere, and it does not verify", async (context) => {
  if (!openssl.openssl()) return context.skip("openssl is not on PATH");
  const short = { sub: crypto.randomUUID().slice(0, 8) };
  const { made } = await jose.tokens(short);
  const cases = [...openssl.tokens(folder, short), ...made.filter(({ by }) => by === "jose"), ...mlDsa(short)];
  const done = new Set();
  for (const { by, alg, token, keys } of cases) {
    if (done.has(alg)) continue;
    done.add(alg);
    const { text } = keys.find(({ form }) => form === "JWK");
    assert.equal(await checker.crypto(token, text), "valid", `${by}, ${alg}`);
    const counts = [];
    for (const [name, way] of Object.entries(WAYS)) {
      const all = [...way(token)];
      const changed = all.length > ALL ? some(all, SOME) : all;
      counts.push(`${name} ${changed.length === all.length ? "all" : `${changed.length} of`} ${all.length}`);
      await noneVerifies(text, changed);
    }
    context.diagnostic(`${alg}, bits changed: ${counts.join(", ")}; none verifies`);
  }
  assert.ok(done.size >= 16, [...done].join());
});
