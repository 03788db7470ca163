// Lighthouse, as a person runs it in Chromium's own tools: the four categories of one run, and what was found.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as chromium from "chrome-launcher";
import lighthouse from "lighthouse";

export const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** Chromium started, and Lighthouse's result for that address. */
async function result(address) {
  const profile = await mkdtemp(join(tmpdir(), "claimlens-lighthouse-"));
  const browser = await chromium.launch({
    chromePath: process.env.CHROME,
    chromeFlags: ["--headless=new", "--no-sandbox"],
    userDataDir: profile,
    logLevel: "error",
  });
  try {
    return (await lighthouse(address, { port: browser.port, logLevel: "error", output: "json", onlyCategories: CATEGORIES })).lhr;
  } finally {
    browser.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs it once; `{ scores: { performance: 100, … }, found: ["audit: title", …], metrics }`. */
export async function run(address) {
  let lhr = await result(address);
  // On a busy machine Chromium now and then loses the beginning of what it records: that was no measurement.
  for (let again = 0; lhr.runtimeError?.code === "NO_NAVSTART" && again < 3; again += 1) lhr = await result(address);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
  const counted = new Set(["accessibility", "best-practices", "seo"].flatMap((name) => lhr.categories[name].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)));
  const found = Object.values(lhr.audits)
    .filter(({ id, score }) => counted.has(id) && score !== null && score < 1)
    .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? []).slice(0, 600)}`);
  const metric = (id) => lhr.audits[id].numericValue;
  const metrics = {
    "first paint, ms": Math.round(metric("first-contentful-paint")),
    "largest paint, ms": Math.round(metric("largest-contentful-paint")),
    "blocked, ms": Math.round(metric("total-blocking-time")),
    "layout shift": Number(metric("cumulative-layout-shift").toFixed(4)),
  };
  return { scores, found, metrics, version: lhr.lighthouseVersion };
}
