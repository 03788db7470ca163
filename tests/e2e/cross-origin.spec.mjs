// The page from one origin, the companion on another: what the policy allows, what the companion allows, and what
// a page says when one of them does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launched, visit } from "./browser.mjs";
import { Request } from "./request.mjs";
import { freePort } from "./port.mjs";
import { companion as start } from "./server.mjs";

const skip = !process.env.CLAIMLENS_PROXY && "CLAIMLENS_PROXY, the companion's program, is not set";
const dist = new URL("../../dist", import.meta.url).pathname;

const browser = await launched();

/** A page at `localhost`, which is another site than the companion's 127.0.0.1. */
async function pair({ origin = true } = {}) {
  const [page, companion] = [await freePort(), await freePort()];
  const address = { page: `http://localhost:${page}`, companion: `http://127.0.0.1:${companion}` };
  await start({ port: page, options: ["--site", dist, "--page-only", "--connect", address.companion] });
  await start({ port: companion, options: ["--demo", ...(origin ? ["--origin", address.page] : [])] });
  return address;
}

async function open(address) {
  const sent = [];
  const seen = await visit(browser, {
    address: `${address.page}/#request`,
    prepare: (seen) => seen.page.on("request", (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin !== address.page) sent.push(`${request.method()} ${origin}${pathname}`);
    }),
  });
  return { ...seen, page: seen.page, context: seen.context, seen, request: new Request(seen), sent };
}

test("a page of one origin asks the companion on another, which its policy names", { skip }, async () => {
  const address = await pair();
  const { page, request, sent, seen } = await open(address);
  await request.ready();
  assert.match(await request.text("#leaves"), new RegExp(address.companion));
  await request.demo("nightly report");
  await request.send();
  assert.equal(await request.title(), "A token");
  await request.ask("who");
  assert.match(await request.answer("who"), /The token is of Demo: nightly report/);
  // The limits and the correlation id are there to be read: the companion exposes them.
  await page.locator("#asked-who summary", { hasText: "tokens/me" }).click();
  assert.match(await request.answer("who"), /inin-correlation-id/i);
  // An error of the token endpoint can be read across origins, too.
  await request.demo("disabled");
  await request.send();
  assert.equal(await request.title(), "No token");
  await request.demo("nightly report");
  await request.send();
  await page.click("#request-revoke");
  await page.click("#request-revoke");
  await page.locator("#token-title", { hasText: "revoked" }).waitFor();
  assert.ok(sent.every((line) => line.split(" ")[1].startsWith(`${address.companion}/`)), sent.join("\n"));
  assert.ok(sent.some((line) => line.startsWith("DELETE ")), sent.join("\n"));
  assert.deepEqual(await page.evaluate(() => seen.violations), []);
  await seen.context.close();
});

test("a companion that does not know the page's origin is not there for it", { skip }, async () => {
  const address = await pair({ origin: false });
  const { page, request, sent, seen } = await open(address);
  await page.locator("#companion .missing").waitFor();
  assert.match(await request.text("#leaves"), /^Nothing is sent from here/);
  assert.deepEqual([...new Set(sent)].filter((line) => !line.endsWith("/proxy.json")), []);
  await seen.context.close();
});
