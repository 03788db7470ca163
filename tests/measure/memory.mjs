// Pastes, one after the other, into one page, and what its memory is after them: for the suite and for the benchmark.
import { NOW, visit } from "../e2e/browser.mjs";
import { kinds, wrappers } from "../e2e/pastes.mjs";
import { long } from "../e2e/tokens.mjs";

/** In the page, before everything else: keeps hold of the program's memories. */
function hold() {
  const memories = [];
  Object.defineProperty(globalThis, "wasmBytes", { value: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) });
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await made.apply(WebAssembly, given);
      const { memory } = (result.instance ?? result).exports;
      if (memory && !memories.includes(memory)) memories.push(memory);
      return result;
    };
  }
}

/** One of everything the suites paste, and a long token. */
const SAMPLES = [...wrappers, ...kinds].map(([, text]) => text).concat(long(20_000));

/** In the page: pastes from one number to another, each over the one before, letting the browser draw now and then. */
async function pasted({ samples, from, to }) {
  const headlines = new Set();
  const box = document.getElementById("paste");
  for (let count = from; count < to; count += 1) {
    // Another text each time: what was read before must not be what is kept.
    box.value = `${samples[count % samples.length]}\n\n${count}`;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    if (count % 5 === 0) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    while (document.querySelector(".progress")) await new Promise((done) => setTimeout(done, 5));
    headlines.add(document.getElementById("headline")?.textContent);
  }
  return [...headlines];
}

/**
 * Pastes `count` times, and gives what there was after the first `warm` and after all:
 * `{ before, after, ratio, headlines }`, each with `wasm` and `heap` in bytes and `nodes`.
 */
export async function grown(browser, { count, warm = 500 }) {
  const seen = await visit(browser, { now: NOW, prepare: ({ page }) => page.addInitScript(hold) });
  const { page, context } = seen;
  const devtools = await context.newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  const measured = async () => {
    // The same text at both times: what is measured is what is left of all others.
    await seen.claimlens.replace(SAMPLES[0]);
    await devtools.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(200);
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    return { wasm: await page.evaluate(() => globalThis.wasmBytes()), heap: usedSize, nodes };
  };
  // That each was read is seen by what was said.
  const headlines = new Set();
  const run = async (from, to) => {
    // In portions: one call that takes minutes says nothing of where it hangs.
    for (let at = from; at < to; at += 250) {
      const said = await page.evaluate(pasted, { samples: SAMPLES, from: at, to: Math.min(at + 250, to) });
      said.forEach((headline) => headlines.add(headline));
    }
    await seen.claimlens.settled();
  };
  await run(0, warm);
  const before = await measured();
  const start = performance.now();
  await run(warm, count);
  const after = await measured();
  const took = (performance.now() - start) / 1000;
  await seen.end();
  const ratio = Object.fromEntries(Object.keys(before).map((name) => [name, after[name] / before[name]]));
  return { before, after, ratio, took, headlines: headlines.size };
}

const mega = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

/** That as a line to print. */
export const told = ({ before, after, ratio, took, headlines }, count, warm = 500) =>
  `${count} pastes (${SAMPLES.length} kinds, ${headlines} headlines, ${took.toFixed(0)} s): after ${warm} and after all: `
  + `WebAssembly ${mega(before.wasm)} and ${mega(after.wasm)} (${ratio.wasm.toFixed(3)}), `
  + `JavaScript ${mega(before.heap)} and ${mega(after.heap)} (${ratio.heap.toFixed(3)}), `
  + `nodes ${before.nodes} and ${after.nodes} (${ratio.nodes.toFixed(3)})`;
