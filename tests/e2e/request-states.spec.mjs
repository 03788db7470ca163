// Request in each of its states: axe finds nothing, nothing overflows, and there is a picture of it in
// tests/e2e/results, at three widths, light and dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, assertForEveryone } from "./axe.mjs";
import { launched, results } from "./browser.mjs";
import { CLIENTS, open } from "./request.mjs";


const browser = await launched();

const { id, secret } = CLIENTS["nightly report"];
const missing = (seen) => seen.page.route("**/proxy.json", (route) => route.fulfill({ status: 404, body: "not found" }));

/** Each brings a page that was just opened into a state. */
const states = {
  empty: async () => {},
  asking: Object.assign(async () => {}, { prepare: (seen) => seen.page.route("**/proxy.json", () => {}), waits: false }),
  "pressed-empty": ({ page }) => page.click("#request-send"),
  swapped: ({ request }) => request.fill({ region: "mypurecloud.ie", id: secret, secret: id }),
  filled: ({ request }) => request.demo("nightly report"),
  sending: async ({ page, request }) => {
    await page.route("**/oauth/token", () => {});
    await request.demo("nightly report");
    await page.click("#request-send");
    await page.locator("#token [data-do=request-cancel]").waitFor();
  },
  token: async ({ request }) => {
    await request.demo("nightly report");
    await request.send();
  },
  reused: async ({ page, request }) => {
    await states.token({ request });
    await page.click("#request-send");
    await page.locator(".held", { hasText: "From memory" }).waitFor();
  },
  exchange: async ({ page, request }) => {
    await states.token({ request });
    await page.click("#token .exchange > summary");
    await page.click("#token .curl > summary");
  },
  answers: async ({ page, request }) => {
    await states.token({ request });
    for (const question of ["who", "rights", "user", "read", "organization", "idle"]) await request.ask(question);
    await page.fill("#request-needs", "routing:queue:view\nrouting:queue:view in Sales\nrouting:queue:edit\nusers:readonly");
    await page.click("[data-do=request-needs]");
  },
  "no-permission": async ({ page, request }) => {
    await request.demo("without roles");
    await request.send();
    await request.ask("who");
    await page.selectOption("#request-read", "routing-queues");
    await request.ask("read");
    await page.click("#asked-read details summary >> nth=0");
  },
  "wrong-secret": async ({ page, request }) => {
    await request.demo("nightly report");
    await page.fill("#request-secret", "x".repeat(43));
    await request.send();
    await page.click("#token .diagnosis summary");
  },
  "other-grant": async ({ request }) => {
    await request.demo("web application");
    await request.send();
  },
  disabled: async ({ request }) => {
    await request.demo("disabled");
    await request.send();
  },
  throttled: ({ request }) => request.crowded(),
  stopped: async ({ page, request }) => {
    await request.crowded();
    await page.click(".wait [data-do=request-cancel]");
  },
  lost: async ({ page, request }) => {
    await page.route("**/oauth/token", (route) => route.abort());
    await request.demo("nightly report");
    await request.send();
  },
  "companion-refuses": async ({ page, request }) => {
    await page.route("**/oauth/token", (route) => route.fulfill({
      status: 502,
      json: { source: "claimlens-proxy", code: "upstream_tls", message: "The certificate of the upstream could not be verified.", do: "Give the root certificate with --extra-roots." },
    }));
    await request.fill({ region: "mypurecloud.de", id, secret });
    await request.send();
  },
  revoked: async ({ page, request }) => {
    await states.token({ request });
    await request.ask("who");
    await page.click("#request-revoke");
    await page.click("#request-revoke");
    await page.locator("#token-title", { hasText: "revoked" }).waitFor();
  },
  preview: async ({ page, request }) => {
    await states.token({ request });
    await request.ask("who");
    await page.click("#request-preview");
  },
  changed: async ({ page, request }) => {
    await states.token({ request });
    await request.ask("rights");
    await page.click("#request-preview");
    await page.click("#request-keep");
    await page.route("**/tokens/me*", (route) => route.fulfill({
      json: { OAuthClient: { id, name: "Demo: nightly report", authorizedGrantType: "CLIENT-CREDENTIALS", state: "inactive", dateToDelete: "2026-12-24T00:00:00Z", roleDivisions: [] }, organization: { id: "3b2a9f10-0000-4000-8000-000000000001", name: "Stand-in Organisation" } },
    }));
    await request.ask("who");
    await page.locator("#changes details[open]").waitFor();
  },
  hostile: async ({ page, request }) => {
    const long = "unbroken".repeat(12);
    const grant = (n) => ({ role: { id: `r${n}`, name: `${long}${n}`, policies: [{ domain: long, entityName: `entity${n}`, actions: ["view", "\u202Ewei\u202C"] }] }, division: { id: `d${n}`, name: long } });
    await page.route("**/tokens/me*", (route) => route.fulfill({
      headers: { "inin-correlation-id": long },
      json: { OAuthClient: { id, name: long, authorizedGrantType: long, state: long, roleDivisions: [] }, organization: { id: long, name: long } },
    }));
    await page.route("**/subjects/*", (route) => route.fulfill({ json: { id, name: long, grants: Array.from({ length: 60 }, (_, n) => grant(n)) } }));
    await states.token({ request });
    await request.ask("rights");
    await page.click("#asked-who .exchange > summary");
    await page.fill("#request-needs", `${long}\n${long}:view:x in ${long}`);
    await page.click("[data-do=request-needs]");
    await page.click("#request-preview");
  },
  "no-companion": Object.assign(({ request }) => request.fill({ region: "mypurecloud.de", id, secret }), { prepare: missing }),
  "not-allowed": async ({ page }) => {
    await page.click("#companion summary");
    await page.fill("#request-address", "https://attacker.example");
    await page.click("[data-do=request-companion]");
  },
};

for (const [name, bring] of Object.entries(states)) {
  test(`${name}: for everyone, at every width`, async () => {
    const seen = await open(browser, { context: { bypassCSP: true, reducedMotion: "reduce" }, prepare: bring.prepare, waits: bring.waits });
    const { page, request } = seen;
    await bring(seen);
    await request.settled();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 768, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${results}request-${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
      await page.setViewportSize({ width: 320, height: 640 });
      await assertFits(page, colorScheme);
      await assertForEveryone(page, colorScheme);
      await page.setViewportSize({ width: 1280, height: 900 });
      await assertForEveryone(page, colorScheme);
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await assertForEveryone(page, "forced colours");
    const small = await page.$$eval("#page button, #page summary, #page input, #page select", (all) => all
      .filter((element) => element.checkVisibility())
      .map((element) => ({ who: element.outerHTML.slice(0, 120), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && (box.height < 24 || box.width < 24))
      .map(({ who }) => who));
    assert.deepEqual(small, [], "targets are 24 pixels or more");
    await seen.context.close();
  });
}
