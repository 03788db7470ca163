// From a text in the box to the claim in a laid-out page, beside a floor page that only decodes, in
// one run. Prints ratios. Usage: CLAIMLENS_URL=http://127.0.0.1:8080/ node bench/page.mjs
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const url = process.env.CLAIMLENS_URL;
if (!url) throw new Error('CLAIMLENS_URL is not set: run this through `cargo xtask bench`');
const ROUNDS = Number(process.env.CLAIMLENS_BENCH_ROUNDS ?? 21);
// Not counted: the engine has compiled nothing yet.
const WARM_UP = 5;
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

/** The place in the token of four characters that lie in its marker, and others for them. */
function change(text, marker) {
  const start = text.indexOf('.') + 1;
  const claims = Buffer.from(text.slice(start, text.indexOf('.', start)), 'base64url').toString();
  const at = Math.ceil(claims.indexOf(marker) / 3) * 3;
  const letters = Math.random().toString(36).slice(2, 5).padEnd(3, '0');
  return {
    from: start + (at / 3) * 4,
    letters: encode(letters),
    marker: marker.replace(claims.slice(at, at + 3), letters),
  };
}

/**
 * In the page: puts the text in, waits until the marker stands in the result, and has the element that
 * holds it laid out. Gives milliseconds, and how high that element is.
 *
 * It looks after every change of the document, before the browser draws: else the page that answers in
 * a microtask after the event would be charged for a frame, and the one that answers inside it would not.
 */
function measure({ text, marker, result, edit }) {
  const box = document.getElementById('paste');
  const holder = () => {
    const out = document.querySelector(result);
    const texts = out && document.createTreeWalker(out, NodeFilter.SHOW_TEXT);
    while (texts?.nextNode()) {
      if (texts.currentNode.data.includes(marker)) return texts.currentNode.parentElement;
    }
    return undefined;
  };
  return new Promise((resolve) => {
    let start = 0;
    const look = () => {
      const element = holder();
      if (!element) return;
      const { height } = element.getBoundingClientRect();
      const time = performance.now() - start;
      observer.disconnect();
      resolve({ time, height });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    box.focus();
    if (edit) box.setSelectionRange(edit.from, edit.from + edit.letters.length);
    start = performance.now();
    if (edit) {
      // What typing does: the box changes in place, and the browser tells of it.
      document.execCommand('insertText', false, edit.letters);
    } else {
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    }
  });
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const floorFile = await readFile(new URL('./floor.html', import.meta.url));
const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(floorFile));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROME ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const open = async (address, ready) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(address);
    await page.waitForFunction(ready);
    return page;
  };
  const ours = await open(url, () => document.documentElement.dataset.state === 'ready');
  const floor = await open(`http://127.0.0.1:${server.address().port}/`, () => true);
  const settled = (page) => page.evaluate(() => new Promise((done) => requestIdleCallback(() => setTimeout(done, 20))));
  const timed = async (page, result, size, input) => {
    const { time, height } = await page.evaluate(measure, { result, ...input });
    if (!(height > 0)) throw new Error(`The claim in ${result} has no height at ${size} bytes: it is not laid out.`);
    // What is left to do afterwards must not run into the next measurement.
    await settled(page);
    return time;
  };
  const once = async (page, result, size, keystroke) => {
    const marker = `m${Math.random().toString(36).slice(2, 12).padEnd(10, '0')}`;
    const text = token(size, marker);
    const paste = await timed(page, result, size, { text, marker });
    if (!keystroke) return paste;
    const edit = change(text, marker);
    return timed(page, result, size, { edit, marker: edit.marker });
  };

  console.log('| what | Claimlens, ms | floor page, ms | ratio |\n|---|---|---|---|');
  for (const [label, sizes] of [['paste', SIZES], ['keystroke in', [1_000, 100_000]]]) {
    for (const size of sizes) {
      const keystroke = label !== 'paste';
      const times = { ours: [], floor: [] };
      for (let round = -WARM_UP; round < ROUNDS; round++) {
        const pair = { ours: await once(ours, '#report', size, keystroke), floor: await once(floor, '#out', size, keystroke) };
        if (round >= 0) Object.keys(times).forEach((page) => times[page].push(pair[page]));
      }
      const [a, b] = [median(times.ours), median(times.floor)];
      console.log(`| ${label} ${size} B | ${a.toFixed(2)} | ${b.toFixed(2)} | ${(a / b).toFixed(2)} |`);
    }
  }
} finally {
  await browser.close();
  server.close();
}
