// What the caller expects, and what time does to a token that stays on the screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOW, launched, visit } from "./browser.mjs";
import { access, claims } from "./tokens.mjs";

const browser = await launched();

test("each expectation is checked, and phrased as the API would answer", async () => {
  const seen = await visit(browser, { now: NOW });
  const page = seen.claimlens;
  await page.replace(access());
  assert.equal((await page.verdicts()).policy.label, "Not set");
  await page.expect({ issuer: claims().iss, audience: "https://api.example.com", scopes: "orders:read", clientId: "s6BhdRkqt3", tokenType: "at+jwt", algorithms: "RS256", maxLifetime: "86400" });
  assert.equal((await page.verdicts()).policy.label, "Met");
  assert.ok((await page.checks()).length >= 7);

  await page.expect({ scopes: "orders:read orders:delete" });
  let verdicts = await page.verdicts();
  assert.equal(verdicts.policy.label, "Not met");
  assert.match((await page.checks()).map((check) => check.text).join("\n"), /orders:delete/);
  assert.ok((await page.checks()).some((check) => check.answer?.includes("403") && check.answer.includes("insufficient_scope")));
  assert.match(await page.headline(), /403/);

  await page.expect({ audience: "https://other.example" });
  assert.ok((await page.checks()).some((check) => check.answer?.includes("401") && check.answer.includes("invalid_token")));
  assert.match(await page.headline(), /401/);
  verdicts = await page.verdicts();
  assert.equal(verdicts.time.label, "Current", "the verdicts stay apart");
  await seen.end();
});

test("an issuer that differs by a slash is told so", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access());
  await seen.claimlens.expect({ issuer: "https://login.example.com" });
  assert.match((await seen.claimlens.verdicts()).policy.detail, /slash/);
  await seen.end();
});

test("expectations last for the session and no longer", async () => {
  const seen = await visit(browser, { now: NOW });
  await seen.claimlens.replace(access());
  await seen.claimlens.expect({ audience: "https://other.example" });
  await seen.page.reload();
  await seen.claimlens.whole();
  await seen.claimlens.replace(access());
  assert.equal((await seen.claimlens.verdicts()).policy.label, "Not met");
  await seen.context.close();
  const fresh = await visit(browser, { now: NOW });
  await fresh.claimlens.replace(access());
  assert.equal((await fresh.claimlens.verdicts()).policy.label, "Not set");
  await fresh.end();
});

test("time passes: current, soon to expire, expired, with no new paste", async () => {
  const seen = await visit(browser, { prepare: ({ page }) => page.clock.install({ time: NOW * 1000 }) });
  const page = seen.claimlens;
  await page.page.evaluate((text) => {
    const box = document.querySelector("#paste");
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }, access());
  const label = async () => (await page.verdicts()).time.label;
  await seen.page.clock.runFor(1500);
  assert.equal(await label(), "Current");
  const box = () => seen.page.locator("#verdicts").boundingBox();
  const before = await box();
  const first = await page.countdown();
  await seen.page.clock.runFor(5000);
  const second = await page.countdown();
  assert.notEqual(first, second, "the countdown runs");
  assert.deepEqual(await box(), before, "and moves nothing");
  await seen.page.clock.runFor(2750_000);
  assert.match(await label(), /soon/i);
  await seen.page.clock.runFor(400_000);
  assert.equal(await label(), "Expired");
  assert.match(await page.headline(), /Expired/);
  await seen.context.close();
});
