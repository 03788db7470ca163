// The page Request as a person knows it, and a visit to it that notes what was sent.
import assert from "node:assert/strict";
import { url, visit } from "./browser.mjs";
import { squeezed } from "./page.mjs";

/** Clients of the demo, as `crates/core/src/calls/demo.rs` has them. */
export const CLIENTS = {
  "nightly report": { id: "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01", secret: "c2VydmljZS1zZWNyZXQtZm9yLXRlc3RzLW9ubHktMDE" },
};

/** A page object around a visit. */
export class Request {
  constructor(seen) {
    this.seen = seen;
    this.page = seen.page;
  }

  /** Waits until it is known whether there is a companion. */
  async ready() {
    await this.page.waitForFunction(() => document.querySelector("#request-region option:nth-child(2)")
      && /is there|no companion/i.test(document.querySelector("#companion")?.textContent ?? ""));
    await this.settled();
  }

  settled() {
    return this.seen.claimlens.settled();
  }

  async fill({ region, id, secret }) {
    await this.page.selectOption("#request-region", region);
    await this.page.fill("#request-client", id);
    await this.page.fill("#request-secret", secret);
    await this.settled();
  }

  /** Takes a client of the demo by its name. */
  async demo(name) {
    await this.page.selectOption("#request-region", "demo");
    await this.page.locator("#demo button", { hasText: new RegExp(`^${name}$`) }).click();
    await this.settled();
  }

  /** Asks for a token and waits until there is an answer. */
  async send() {
    await this.page.click("#request-send");
    await this.page.locator("#token-title", { hasText: /^(A token|No token)$/ }).waitFor();
    await this.settled();
  }

  /** Asks for a token of the client that is told to wait, and waits until it is. It was refused so far, or has just got one. */
  async crowded() {
    await this.demo("too many tokens");
    await this.page.click("#request-send");
    await this.page.locator(".wait, [data-do=request-anew]").first().waitFor();
    const anew = this.page.locator("[data-do=request-anew]");
    if (await anew.count()) await anew.click();
    await this.page.locator(".wait").waitFor();
  }

  /** Asks about the token and waits until there is an answer. */
  async ask(question) {
    await this.page.click(`#ask-${question}`);
    await this.page.waitForFunction((question) => {
      const answered = document.querySelector(`#asked-${question} .answered`);
      return answered && !answered.querySelector("[data-do=request-cancel]");
    }, question);
    await this.settled();
  }

  async text(selector) {
    return squeezed(await this.page.locator(selector).first().innerText());
  }

  answer(question) {
    return this.text(`#asked-${question}`);
  }

  title() {
    return this.text("#token-title");
  }

  said() {
    return this.text("#said");
  }

  focused() {
    return this.page.evaluate(() => document.activeElement.id);
  }

  /** Presses Tab until the element with that id, or one that `wanted` says yes to, has the focus. */
  async tabTo(wanted, key = "Tab") {
    for (let press = 0; press < 120; press += 1) {
      await this.page.keyboard.press(key);
      const there = typeof wanted === "string"
        ? (await this.focused()) === wanted
        : await this.page.evaluate(`(${wanted})(document.activeElement)`);
      if (there) return;
    }
    assert.fail(`${wanted} is not reached with ${key}`);
  }
}

/** Opens the page, and waits for the companion unless `waits` is false. The visit it gives also knows what was sent to the companion, and the last token. */
export async function open(browser, options = {}) {
  const sent = [];
  let token = "";
  const seen = await visit(browser, {
    address: `${url}#request`,
    ...options,
    prepare: async (seen) => {
      seen.page.on("request", (request) => {
        // What lies below the page's own path is told from there; what does not is told whole.
        const address = request.url();
        if (/^(blob|data):/.test(address)) return;
        const path = address.startsWith(url) ? `/${address.slice(url.length).split("?")[0]}` : address;
        if (path === address || /^\/(proxy\.json|[^/]+\/(login|api)\/)/.test(path)) sent.push(`${request.method()} ${path}`);
      });
      seen.page.on("response", async (response) => {
        if (response.url().endsWith("/oauth/token") && response.ok()) token = (await response.json()).access_token;
      });
      await options.prepare?.(seen);
    },
  });
  seen.request = new Request(seen);
  seen.sent = () => [...sent];
  seen.tokens = () => sent.filter((line) => line.endsWith("/oauth/token")).length;
  seen.token = () => token;
  /** Ends the visit. A browser notes each refusal on the console by itself, with its address only. */
  seen.end = async () => {
    assert.deepEqual(seen.errors, []);
    const words = seen.console.filter((line) => !line.startsWith("error: Failed to load resource: the server responded with a status of"));
    assert.deepEqual(words, []);
    assert.deepEqual(await seen.violations(), []);
    assert.deepEqual(sent.filter((line) => line.includes("://")), [], "requests to other origins");
    await seen.context.close();
  };
  if (options.waits !== false && (options.address ?? "#request").endsWith("#request")) await seen.request.ready();
  return seen;
}
