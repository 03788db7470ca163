// The browser, and a page in it that is watched: every request, console message, page error and
// violation of the Content-Security-Policy is noted, and the end of each visit holds them to none.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { ClaimlensPage, squeezed } from "./page.mjs";

/** The address of the page under test. */
export const url = process.env.CLAIMLENS_URL && new URL(process.env.CLAIMLENS_URL).href;

/** Where that is: at the `top` of its server, `below` a path of it, or a `file` on the disk. */
export const place = !url ? undefined : url.startsWith("file:") ? "file" : new URL(url).pathname === "/" ? "top" : "below";

/** For a test that makes no sense in one of the places: by the place, why it is skipped there. */
export const except = (reasons) => ({ skip: reasons[place] ?? false });

/** What is asked for when the page asks for files of its own: nothing, where they are all in one. */
export const fetched = (...names) => (place === "file" ? [] : names.map((name) => new URL(name, url).href));

/** The page over plain http in this machine's network, which is no secure context; and a test that needs it. */
export const lan = process.env.CLAIMLENS_LAN_URL?.replace(/\/?$/, "/");
export const needsLan = { skip: lan ? except({ below: "the intranet's address is the top of its server", file: "a file comes from no network" }).skip : "this machine has no address but the loopback" };

/** Where pictures go that are there to be looked at. */
export const results = fileURLToPath(new URL("./results/", import.meta.url));

/** A visit's `context` that may read and write the clipboard. */
export const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** How the browser is started. Without sandbox: as root and in containers Chromium has none. */
export const launchOptions = {
  executablePath: process.env.CHROME || ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync),
  args: ["--no-sandbox"],
};

/** Starts the browser; `args` are added to its command line. */
export const launch = (args = []) => chromium.launch({ ...launchOptions, args: [...launchOptions.args, ...args] });

/** Starts the browser for all tests of a file, after which it is closed. */
export async function launched(args) {
  const browser = await launch(args);
  after(() => browser.close());
  return browser;
}

/** The moment the page takes for now where a visit asks for it: a Sunday, noon in UTC. */
export const NOW = Date.UTC(2026, 2, 1, 12) / 1000;

/** In the page, before everything else: notes what only the page itself can see. */
function watch() {
  const seen = { violations: [], longTasks: [], shifts: [] };
  Object.defineProperty(globalThis, "seen", { value: seen });
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
  });
  const notes = {
    longtask: ({ startTime, duration }) => seen.longTasks.push({ start: startTime, duration }),
    "layout-shift": ({ startTime, value, hadRecentInput, sources }) => {
      const who = sources.map(({ node }) => node?.id || node?.parentElement?.closest("[id]")?.id || node?.nodeName || "?");
      seen.shifts.push({ start: startTime, value, hadRecentInput, who: who.join(" ") });
    },
  };
  const observers = Object.entries(notes).map(([type, note]) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    observer.observe({ type, buffered: true });
    return { observer, note };
  });
  // What there was so far. It is noted after its end: two frames later it has been, and need not wait to be handed out.
  seen.all = async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    for (const { observer, note } of observers) observer.takeRecords().forEach(note);
    return seen;
  };
}

/** What was noted about one page, and the page object around it. */
export class Visit {
  requests = [];
  console = [];
  errors = [];
  /** How many requests there were when the page was ready. */
  loaded = 0;

  constructor(context, page) {
    this.context = context;
    this.page = page;
    this.claimlens = new ClaimlensPage(page);
    // The context's events: they have what workers do, too.
    // What is loaded from a blob: address is in the page's own memory already: the worker that checks signatures.
    context.on("request", (request) => request.url().startsWith("blob:") || this.requests.push(request.url()));
    context.on("console", (message) => this.console.push(`${message.type()}: ${message.text()}`));
    context.on("weberror", (error) => this.errors.push(String(error.error())));
    page.on("websocket", (socket) => this.requests.push(socket.url()));
    page.on("crash", () => this.errors.push("the page crashed"));
  }

  /** Goes to another page, or a card or a step of it: what stands behind the `#`. */
  async go(hash) {
    await this.page.evaluate((hash) => { location.hash = hash; }, hash);
    await this.claimlens.settled();
  }

  /**
   * Goes to Request, or is there, and waits until it is known whether there is a companion, as one file has none.
   * That it was asked for is the one request that comes of it.
   */
  async toRequest() {
    await this.go("request");
    await this.page.locator(place === "file" ? "#companion .missing" : "#companion:has-text('is there')").waitFor();
    this.#asked("proxy.json");
  }

  /**
   * Goes to "What leaves this browser". Its list of files, and what the server sends with the page and its worker, are the
   * requests that come of it.
   */
  async toPrivacy() {
    await this.go("privacy");
    await this.page.locator("#build-is").waitFor();
    if (place !== "file") await this.page.locator("#worker-is").waitFor();
    this.#asked("build.json", "", "sw.js");
  }

  /** Those files of the page were asked for, or had been before, and no others. */
  #asked(...names) {
    const since = this.requestsSince().map((address) => address.split("/").at(-1));
    assert.deepEqual(since.filter((last) => !names.includes(last)), [], `requests beside those for ${names.join(" ")}`);
    assert.ok(since.length <= fetched(...names).length, since.join(" "));
    this.loaded = this.requests.length;
  }

  /** What the first element there says, white space squeezed. */
  async text(selector) {
    return squeezed(await this.page.locator(selector).first().textContent());
  }

  /** What is on the clipboard. */
  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  violations() {
    return this.page.evaluate(() => globalThis.seen.violations);
  }

  /** Long tasks, `{ start, duration }` in milliseconds, those since `start` alone. */
  longTasks(start = 0) {
    return this.page.evaluate(async (start) => (await globalThis.seen.all()).longTasks.filter((task) => task.start >= start), start);
  }

  /** The page's own clock, milliseconds since it was opened. */
  clock() {
    return this.page.evaluate(() => performance.now());
  }

  /** Layout shifts, also those right after an input, which the browser's own score leaves out. */
  shifts(start = 0) {
    return this.page.evaluate(async (start) => (await globalThis.seen.all()).shifts.filter((shift) => shift.start >= start), start);
  }

  /** What was requested since the page was ready. */
  requestsSince() {
    return this.requests.slice(this.loaded);
  }

  /** Fails on anything said, thrown, refused or requested that should not have been. */
  async assertQuiet() {
    assert.deepEqual(this.errors, [], "errors in the page");
    assert.deepEqual(this.console, [], "messages on the console");
    assert.deepEqual(await this.violations(), [], "violations of the Content-Security-Policy");
    assert.deepEqual(this.requestsSince(), [], "requests after the page was ready");
    const { origin } = new URL(this.page.url());
    const foreign = this.requests.filter((address) => !address.startsWith("data:") && new URL(address).origin !== origin);
    assert.deepEqual(foreign, [], "requests to other origins");
  }

  /** Ends the visit, which must have been quiet. */
  async end() {
    await this.assertQuiet();
    await this.context.close();
  }
}

/**
 * Opens the page in a context of its own and waits until it is ready.
 *
 * `context` are Playwright's options; `now` stops the page's clock at that second, `prepare` gets the
 * visit before anything is loaded; `ready: false` leaves the waiting to the caller.
 */
export async function visit(browser, { address = url, context: options = {}, now, prepare, ready = true } = {}) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(watch);
  if (now !== undefined) await page.addInitScript((now) => { Date.now = () => now; }, now * 1000);
  const visit = new Visit(context, page);
  await prepare?.(visit);
  if (ready) {
    await visit.claimlens.open(address);
    assert.equal(await visit.claimlens.state(), "ready", await visit.claimlens.failure());
    visit.loaded = visit.requests.length;
  }
  return visit;
}
