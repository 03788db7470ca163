// The checker in the browser beside npm jose (WebCrypto) and crypto-js in the same one, in one run: how long one
// verification takes, how many candidates for a secret a second, and whether typing feels a search. Prints tables.
// Usage: CLAIMLENS_URL=http://127.0.0.1:8080/ node bench/checker.mjs
import { readFile } from 'node:fs/promises';
import { launch, url } from '../e2e/browser.mjs';
import { Checker } from '../e2e/checker.mjs';
import { cryptoJsSearches, joseSearches, joseVerifies, openPeers } from './checker/peers.mjs';
import { typing } from './checker/typing.mjs';

if (!url) throw new Error('CLAIMLENS_URL is not set: run this through `cargo xtask bench`');
const ROUNDS = 9;
const FRAME = 1000 / 60;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const read = async (path) => JSON.parse(await readFile(new URL(`../../crates/${path}`, import.meta.url)));
const algorithm = (token) => JSON.parse(Buffer.from(token.split('.')[0], 'base64url')).alg;

/** A token of every algorithm, which other libraries signed, with its key. */
async function cases() {
  const { cases: signed } = await read('verify/tests/data/signed.json');
  const all = [];
  for (const { tokens, keys } of signed) {
    for (const token of tokens) {
      const alg = algorithm(token);
      // EdDSA is the older name of both.
      if (alg !== 'EdDSA' && !all.some((one) => one.alg === alg)) all.push({ name: alg, alg, token, jwk: keys.jwk });
    }
  }
  const { tokens, jwk } = await read('bench/data/rsa4096.json');
  for (const token of tokens) all.push({ name: `${algorithm(token)}, 4096 bits`, alg: algorithm(token), token, jwk });
  return all.sort((a, b) => a.name.localeCompare(b.name));
}

/** Milliseconds from the request to its answer: the key is read, so many times the token is checked, all is told. */
async function asked(checker, { token, jwk }, times) {
  const { answer, took } = await checker.timed({ do: 'check', keys: [{ text: jwk }], tokens: Array(times).fill(token), now: 1_700_000_000 });
  if (!answer.tokens.every(({ crypto }) => crypto === 'valid')) throw new Error('it does not verify');
  return took;
}

async function verifications(checker, peers) {
  console.log('| one verification | ours, asked and answered, ms | within a frame (16.7 ms) | ours, in the worker, ms | npm jose (WebCrypto), ms | ratio |');
  console.log('|---|---|---|---|---|---|');
  const late = [];
  for (const one of await cases()) {
    const [whole, alone, theirs] = [[], [], []];
    // As often as fits into a few dozen milliseconds.
    await asked(checker, one, 5);
    const times = Math.max(10, Math.min(200, Math.ceil(60 / ((await asked(checker, one, 11)) / 11))));
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await asked(checker, one, 1);
      whole.push(first);
      alone.push(((await asked(checker, one, times + 1)) - first) / times);
      theirs.push(await joseVerifies(peers.page, { ...one, times }));
    }
    const [asks, ours] = [median(whole), median(alone)];
    const peer = theirs.includes(null) ? undefined : median(theirs);
    if (asks > FRAME) late.push(one.name);
    console.log(`| ${one.name} | ${asks.toFixed(2)} | ${asks <= FRAME ? 'yes' : 'no'} | ${ours.toFixed(3)} | ${peer?.toFixed(3) ?? 'it does not have it'} | ${peer ? (ours / peer).toFixed(1) : '–'} |`);
  }
  console.log(`\nOutside one frame: ${late.join(', ') || 'none'}. RSA with 4096 bits and ML-DSA are in rows of their own.\n`);
}

/** Candidates a second by the worker, from the request to its end. */
async function searched(checker, token, list) {
  const { answer, took } = await checker.timed({ do: 'search', token, list });
  if (answer.problem || answer.found) throw new Error(answer.problem ?? `${answer.found} is the secret`);
  return answer.tried / (took / 1000);
}

async function searches(checker, peers) {
  const all = await cases();
  const words = (count) => Array.from({ length: count }, (_, at) => `candidate-${at.toString(36)}`);
  const [many, some, few] = [words(200_000), words(10_000), words(3_000)];
  console.log('| candidates for a secret, in a second | ours | npm jose | ratio | crypto-js | ratio |\n|---|---|---|---|---|---|');
  for (const name of ['HS256', 'HS384', 'HS512']) {
    const { token } = all.find((one) => one.name === name);
    const [ours, jose, cryptoJs] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await searched(checker, token, many.join('\n')));
      jose.push(await joseSearches(peers.page, token, few));
      if (name === 'HS256') cryptoJs.push(await cryptoJsSearches(peers.page, token, some));
    }
    const [a, b] = [median(ours), median(jose)];
    const c = cryptoJs.length > 0 ? median(cryptoJs) : undefined;
    console.log(`| ${name} | ${a.toFixed(0)} | ${b.toFixed(0)} | ${(a / b).toFixed(1)} | ${c?.toFixed(0) ?? '–'} | ${c ? (a / c).toFixed(1) : '–'} |`);
  }
  console.log('\nGoal: HS256 at least 10 times crypto-js.\n');
}

async function typed(checker) {
  const { token } = (await cases()).find((one) => one.name === 'HS512');
  const rows = await typing(checker, token, ROUNDS);
  console.log('| a keystroke in the paste box | idle, ms | while the worker searches, ms | ratio |\n|---|---|---|---|');
  for (const [what, idle, busy] of rows) {
    console.log(`| ${what} | ${idle.toFixed(2)} | ${busy.toFixed(2)} | ${(busy / idle).toFixed(2)} |`);
  }
  console.log('\nGoal: to the next frame at most 1.2.');
}

const browser = await launch();
const peers = await openPeers(browser);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.state === 'ready');
  const checker = await Checker.start(page);
  console.log(`Chromium ${browser.version()}; medians of ${ROUNDS} rounds.\n`);
  await verifications(checker, peers);
  await searches(checker, peers);
  await page.bringToFront();
  await typed(checker);
} finally {
  await browser.close();
  peers.close();
}
