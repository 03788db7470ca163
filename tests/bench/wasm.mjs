// `inspect` alone, as WebAssembly with the page's profile, beside npm jose's decodeJwt, in one run.
// Usage: CLAIMLENS_BENCH_WASM=<folder of the nodejs bindings> node bench/wasm.mjs
import { createRequire } from 'node:module';
import { decodeJwt, decodeProtectedHeader } from 'jose';

const folder = process.env.CLAIMLENS_BENCH_WASM;
if (!folder) throw new Error('CLAIMLENS_BENCH_WASM is not set: run this through `cargo xtask bench`');
const { inspect_count: inspect } = createRequire(import.meta.url)(`${folder}/claimlens_bench.js`);

const encode = (text) => Buffer.from(text).toString('base64url');
const token = (size) => {
  const claims = { iss: 'https://login.example.com/', aud: 'api', sub: 'x', iat: 1_700_000_000, exp: 1_700_003_600, filler: '' };
  claims.filler = 'lorem ipsum '.repeat(Math.ceil(size / 12)).slice(0, Math.max(0, Math.floor((size - 600) * 0.75)));
  return `${encode('{"alg":"RS256","typ":"at+jwt"}')}.${encode(JSON.stringify(claims))}.${encode('s'.repeat(256))}`;
};
const time = (rounds, work) => {
  const start = performance.now();
  for (let i = 0; i < rounds; i++) work();
  return (performance.now() - start) / rounds;
};
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

console.log('| token | inspect (wasm), µs | jose decodeJwt + header, µs | ratio |\n|---|---|---|---|');
for (const size of [1_000, 20_000, 100_000, 1_000_000]) {
  const text = token(size);
  const rounds = Math.max(1, Math.min(500, Math.floor(2_000_000 / size)));
  const ours = [];
  const theirs = [];
  for (let round = 0; round < 15; round++) {
    ours.push(time(rounds, () => inspect(text)));
    theirs.push(time(rounds, () => [decodeProtectedHeader(text), decodeJwt(text)]));
  }
  const [a, b] = [median(ours) * 1000, median(theirs) * 1000];
  console.log(`| ${size} B | ${a.toFixed(1)} | ${b.toFixed(1)} | ${(a / b).toFixed(1)} |`);
}
