// Firefox, and a page in it that is watched: what it says on its console, what it throws and what its policy refuses.
// It is driven by WebDriver BiDi, which is Firefox's own; what that has no word for is done as a person would do it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import puppeteer from "puppeteer-core";
import { freePort } from "../e2e/port.mjs";

/** The program; without it there is nothing to run. */
export const program = process.env.FIREFOX;

/** Starts Firefox with a profile of its own. */
export const launch = () => puppeteer.launch({
  browser: "firefox",
  executablePath: program,
  headless: true,
  extraPrefsFirefox: {
    // The pages of the suite are the only ones there are: nothing is asked of Mozilla.
    "app.update.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "intl.accept_languages": "en-GB, en",
  },
});

const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

/** In the page, before everything else. */
function watch() {
  globalThis.refused = [];
  addEventListener("securitypolicyviolation", (event) => {
    globalThis.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
  });
}

/** A page, what was noted about it, and what a person does with it. */
export class Visit {
  console = [];
  errors = [];
  requests = [];

  constructor(context, page) {
    this.context = context;
    this.page = page;
    page.on("console", (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.errors.push(String(error)));
    // Pictures of the style sheet are no requests.
    page.on("request", (request) => request.url().startsWith("data:") || this.requests.push(`${request.method()} ${request.url()}`));
  }

  /** Waits until a function says yes in the page. (Puppeteer's own way makes its function there, which the page's policy refuses.) */
  async until(holds, ...given) {
    for (const end = Date.now() + 15_000; ;) {
      if (await this.page.evaluate(holds, ...given)) return;
      if (Date.now() > end) throw new Error(`waited in vain for ${holds} ${given.join(" ")}`);
      await new Promise((done) => { setTimeout(done, 20); });
    }
  }

  /** Waits until all of the page is there and kept for offline, or has failed and says so. */
  async whole() {
    await this.until(() => {
      const { state, rest, tables, offline } = document.documentElement.dataset;
      return state === "failed" || (state === "ready" && rest && tables && offline);
    });
    assert.equal(await this.page.evaluate(() => document.documentElement.dataset.state), "ready", await this.text("#failure-reason"));
  }

  async open(address) {
    await this.page.goto(address);
    await this.whole();
  }

  async text(selector) {
    return squeezed(await this.page.$eval(selector, (element) => element.textContent));
  }

  texts(selector) {
    return this.page.$$eval(selector, (all) => all.map((element) => element.textContent.replace(/\s+/g, " ").trim()));
  }

  /** Waits until an element is there and says something like that, and gives what it says. */
  async says(selector, wanted) {
    await this.until((selector, source, flags) =>
      new RegExp(source, flags).test(document.querySelector(selector)?.textContent.replace(/\s+/g, " ") ?? ""),
    selector, wanted.source, wanted.flags)
      .catch(async () => assert.match(await this.text(selector).catch(() => `nothing is ${selector}`), wanted));
    return this.text(selector);
  }

  /** Waits until nothing is being inspected and the views have followed. */
  async settled() {
    await this.until(() => !document.querySelector(".progress"));
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }

  /** Puts a text on the clipboard and pastes it over all that is in the box, with the real keys. */
  async paste(text) {
    await this.page.evaluate((text) => {
      const carrier = Object.assign(document.createElement("textarea"), { id: "carrier", value: text });
      document.body.append(carrier);
      carrier.select();
    }, text);
    await this.keys("c");
    await this.page.evaluate(() => {
      document.getElementById("carrier").remove();
      document.getElementById("paste").select();
    });
    await this.keys("v");
    await this.settled();
  }

  /** Makes the window that wide. Firefox 140 has no word for its orientation yet, which Puppeteer says beside it. */
  async wide(width) {
    await this.page.setViewport({ width, height: 800 }).catch((error) => assert.match(error.message, /setScreenOrientationOverride/));
    await this.until((width) => innerWidth === width, width);
  }

  /** Presses a key with Ctrl held. */
  async keys(key) {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press(key);
    await this.page.keyboard.up("Control");
  }

  /** Goes to another of the pages. */
  async go(hash) {
    await this.page.evaluate((hash) => { location.hash = hash; }, hash);
    await this.settled();
  }

  async fill(selector, text) {
    await this.page.$eval(selector, (field) => { field.focus(); field.select(); });
    await this.page.keyboard.type(text);
    await this.settled();
  }

  async click(selector) {
    await this.page.click(selector);
    await this.settled();
  }

  /** Ends the visit, which must have been quiet. `said` are lines of the console that the browser writes by itself. */
  async end({ said = [] } = {}) {
    assert.deepEqual(await this.page.evaluate(() => globalThis.refused), [], "violations of the Content-Security-Policy");
    assert.deepEqual(this.errors, [], "errors in the page");
    assert.deepEqual(this.console.filter((line) => !said.some((own) => own.test(line))), [], "messages on the console");
    await this.context.close();
  }
}

/** Opens the page in a context of its own, and waits until all of it is there. */
export async function visit(browser, address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument(watch);
  const seen = new Visit(context, page);
  await seen.open(address);
  return seen;
}

/** A companion of its own, which can be ended: for the page that is a network that is gone. Gives `{ address, end }`. */
export async function companion(...options) {
  const port = await freePort();
  const child = spawn(process.env.CLAIMLENS_PROXY, ["--site", process.env.CLAIMLENS_SITE, "--listen", `127.0.0.1:${port}`, "--log", "off", ...options], { stdio: "ignore" });
  const address = `http://127.0.0.1:${port}/`;
  const until = Date.now() + 10_000;
  while (!(await fetch(address).then(({ ok }) => ok, () => false))) {
    if (Date.now() > until) throw new Error(`the companion does not answer at ${address}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((done) => { child.once("exit", done); });
    child.kill();
    await over;
  };
  return { address, end };
}
