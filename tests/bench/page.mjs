// From a text in the box to the claim in a laid-out page, beside a floor page that only decodes, in
// one run. Prints ratios. Usage: CLAIMLENS_URL=http://127.0.0.1:8080/ node bench/page.mjs
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { launchOptions } from '../e2e/browser.mjs';

const url = process.env.CLAIMLENS_URL;
if (!url) throw new Error('CLAIMLENS_URL is not set: run this through `cargo xtask bench`');
const ROUNDS = Number(process.env.CLAIMLENS_BENCH_ROUNDS ?? 15);
const SIZES = [1_000, 20_000, 100_000, 1_000_000];

const encode = (text) => Buffer.from(text).toString('base64url');

/** A token of about `size` characters whose claim `marker` is unique to this call. */
function token(size, marker) {
  const header = encode('{"alg":"RS256","typ":"at+jwt"}');
  const claims = (filler) =>
    JSON.stringify({ iss: 'https://login.example.com/', aud: 'api', sub: marker, iat: 1_700_000_000, exp: 4_000_000_000, filler });
  const signature = encode('s'.repeat(256));
  const around = header.length + encode(claims('')).length + signature.length + 2;
  const filler = 'lorem ipsum '.repeat(Math.ceil(size / 12)).slice(0, Math.max(0, Math.floor(((size - around) * 3) / 4)));
  return `${header}.${encode(claims(filler))}.${signature}`;
}

/** In the page: put the text in, wait until the marker is in the laid-out result, give milliseconds. */
function measure({ text, marker, type, result }) {
  const box = document.getElementById('paste');
  const channel = new MessageChannel();
  const turn = () => new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
  });
  const there = () => {
    const out = document.querySelector(result);
    return out !== null && out.textContent.includes(marker);
  };
  return (async () => {
    box.focus();
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: type }));
    while (!there()) await turn();
    document.body.getBoundingClientRect();
    return performance.now() - start;
  })();
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const floorFile = await readFile(new URL('./floor.html', import.meta.url));
const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(floorFile));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch(launchOptions);
try {
  const open = async (address, ready) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(address);
    await page.waitForFunction(ready);
    return page;
  };
  const ours = await open(url, () => document.documentElement.dataset.state === 'ready');
  const floor = await open(`http://127.0.0.1:${server.address().port}/`, () => true);
  const once = async (page, result, size, type, change) => {
    const marker = `m${Math.random().toString(36).slice(2, 12)}`;
    const text = change ?? token(size, marker);
    return page.evaluate(measure, { text, marker, type, result });
  };

  console.log('| what | Claimlens, ms | floor page, ms | ratio |\n|---|---|---|---|');
  for (const [label, type] of [['paste', 'insertFromPaste'], ['keystroke in', 'insertText']]) {
    for (const size of SIZES) {
      if (type === 'insertText' && size !== 100_000) continue;
      const times = { ours: [], floor: [] };
      for (let round = 0; round < ROUNDS; round++) {
        times.ours.push(await once(ours, '#report', size, type));
        times.floor.push(await once(floor, '#out', size, type));
      }
      const [a, b] = [median(times.ours), median(times.floor)];
      console.log(`| ${label} ${size} B | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(2)} |`);
    }
  }
} finally {
  await browser.close();
  server.close();
}
