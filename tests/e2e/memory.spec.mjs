// Pasting all day takes no more memory than pasting for a minute. Here 2,000 pastes, so that the suite stays short;
// `cargo xtask bench memory` does 10,000.
import assert from "node:assert/strict";
import { test } from "node:test";
import { grown, told } from "../measure/memory.mjs";
import { launched } from "./browser.mjs";

const COUNT = 2000;
const browser = await launched();

test(`after ${COUNT} pastes the memory is what it was after 500`, async () => {
  const result = await grown(browser, { count: COUNT });
  console.log(`memory: ${told(result, COUNT)}`);
  assert.ok(result.before.wasm > 1_000_000, "the program's memory was not found");
  assert.ok(result.headlines >= 15, `${result.headlines} headlines: were they read?`);
  for (const [name, ratio] of Object.entries(result.ratio)) assert.ok(ratio <= 1.1, `${name}: ${ratio}`);
});
