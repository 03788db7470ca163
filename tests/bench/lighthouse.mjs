// Lighthouse on the built page, the median of five runs, and of two of the pages that come after the first.
// Usage: CLAIMLENS_URL=http://127.0.0.1:8080/ node bench/lighthouse.mjs
import { CATEGORIES, run } from "../measure/lighthouse.mjs";

const ROUNDS = Number(process.env.CLAIMLENS_BENCH_ROUNDS ?? 5);
const PAGES = ["", "#reference", "#privacy"];

const row = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]} | ${sorted.join(" ")}`;
};

for (const page of PAGES) {
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await run(new URL(page, process.env.CLAIMLENS_URL).href));
  console.log(`\n${page || "Inspect"}: Lighthouse ${runs[0].version}, simulated slow 4G and a phone's processor\n\n| what | median | all |\n|---|---|---|`);
  for (const name of CATEGORIES) console.log(`| ${name} | ${row(runs.map(({ scores }) => scores[name]))} |`);
  for (const name of Object.keys(runs[0].metrics)) console.log(`| ${name} | ${row(runs.map(({ metrics }) => metrics[name]))} |`);
  for (const line of new Set(runs.flatMap(({ found }) => found))) console.log(line);
}
