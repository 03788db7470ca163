// npm jose (WebCrypto) and crypto-js in a plain page of the same browser, bundled for it and served from this machine,
// because WebCrypto wants a secure context.
import { createServer } from 'node:http';
import { build } from 'esbuild';

const CONTENTS = `
  import * as jose from 'jose';
  import HmacSHA256 from 'crypto-js/hmac-sha256.js';
  import Hex from 'crypto-js/enc-hex.js';
  Object.assign(globalThis, { jose, HmacSHA256, Hex });
`;

/** A page with both, and what ends its server. */
export async function openPeers(browser) {
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: CONTENTS, resolveDir: new URL('..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    write: false,
  });
  const server = createServer((request, answer) => {
    const isScript = request.url === '/peers.js';
    answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    answer.end(isScript ? bundle.text : '<!doctype html><title>peers</title><script src="/peers.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.jose && globalThis.HmacSHA256);
  return { page, close: () => server.close() };
}

/**
 * Milliseconds of one verification by jose with a key that was imported, so many times; none where it or the browser does
 * not have the algorithm.
 */
export const joseVerifies = (page, { alg, token, jwk, times }) =>
  page.evaluate(async ({ alg, token, jwk, times }) => {
    let key;
    try {
      key = await jose.importJWK(JSON.parse(jwk), alg);
      await jose.compactVerify(token, key);
    } catch {
      return null;
    }
    const start = performance.now();
    for (let time = 0; time < times; time += 1) await jose.compactVerify(token, key);
    return (performance.now() - start) / times;
  }, { alg, token, jwk, times });

/** Candidates a second, tried with jose one after the other. */
export const joseSearches = (page, token, candidates) =>
  page.evaluate(async ({ token, candidates }) => {
    const encoder = new TextEncoder();
    const start = performance.now();
    for (const candidate of candidates) {
      const found = await jose.compactVerify(token, encoder.encode(candidate)).then(() => true, () => false);
      if (found) throw new Error(`${candidate} is the secret`);
    }
    return candidates.length / ((performance.now() - start) / 1000);
  }, { token, candidates });

/** Candidates a second, tried with crypto-js one after the other: nothing of the token is read anew for each. */
export const cryptoJsSearches = (page, token, candidates) =>
  page.evaluate(({ token, candidates }) => {
    const [input, signature] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)];
    const bytes = atob(signature.replaceAll('-', '+').replaceAll('_', '/'));
    const wanted = [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    const start = performance.now();
    for (const candidate of candidates) {
      if (HmacSHA256(input, candidate).toString(Hex) === wanted) throw new Error(`${candidate} is the secret`);
    }
    return candidates.length / ((performance.now() - start) / 1000);
  }, { token, candidates });
