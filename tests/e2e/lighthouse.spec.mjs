// What Lighthouse says of the page: nothing against its accessibility, its practices and what search engines want.
// Its performance is printed, for a machine that does other things beside would make a test of it fail by chance;
// `cargo xtask bench lighthouse` gives the median of five.
import assert from "node:assert/strict";
import { test } from "node:test";
import { run } from "../measure/lighthouse.mjs";

for (const page of ["", "#reference", "#privacy"]) {
  test(`accessibility and best practices are 100 ${page}`, async () => {
    const { scores, found, metrics, version } = await run(new URL(page, process.env.CLAIMLENS_URL).href);
    console.log(`lighthouse ${version}: ${JSON.stringify(scores)} ${JSON.stringify(metrics)}`);
    assert.deepEqual(found, []);
    assert.equal(scores.accessibility, 100);
    assert.equal(scores["best-practices"], 100);
  });
}
