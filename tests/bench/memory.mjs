// 10,000 pastes in one page: what WebAssembly and JavaScript hold after them, beside what they held after 500.
// Usage: CLAIMLENS_URL=http://127.0.0.1:8080/ node bench/memory.mjs
import { launch } from "../e2e/browser.mjs";
import { grown, told } from "../measure/memory.mjs";

const COUNT = Number(process.env.CLAIMLENS_BENCH_PASTES ?? 10_000);
const browser = await launch();
try {
  console.log(told(await grown(browser, { count: COUNT }), COUNT));
} finally {
  await browser.close();
}
