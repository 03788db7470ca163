// What somebody tries who has to say whether colleagues may paste tokens here: whether the page's words about itself
// hold, and whether what it does stays its own. The page is served as it was built, below a path, on a server that has
// another tool at its top.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test as tested } from "node:test";
import { NOW, launched, url, visit } from "./browser.mjs";
import { access } from "./tokens.mjs";

const PATH = "/tools/claimlens/";
const TOOL = `addEventListener("fetch", () => {}); addEventListener("install", () => skipWaiting());`;

/** A page that is a file has no server to be doubted. */
const skip = url?.startsWith("file:") && "nobody serves a file";
const test = (name, run, more = false) => tested(name, { skip: skip || more }, run);

const browser = await launched();
let server, origin, address;
/** Headers that the server adds to the page, and where it leads from the folder. */
let extra = {}, leads = "";
/** Instead of the settings beside the page, for a while. */
let settings;

before(async () => {
  server = createServer(async (request, response) => {
    const tool = { "/": ["text/html", "<p>another tool"], "/tool.js": ["text/javascript", TOOL] }[request.url];
    if (tool) return response.writeHead(200, { "content-type": tool[0] }).end(tool[1]);
    if (!request.url.startsWith(PATH)) return response.writeHead(404).end();
    const name = request.url.slice(PATH.length);
    if (name === "config.json" && settings) return response.writeHead(...settings.head).end(settings.text);
    if (name === "" && leads) return response.writeHead(302, { location: leads }).end();
    const answer = await fetch(new URL(name, url), { method: request.method });
    const headers = Object.fromEntries(answer.headers);
    for (const name of ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"]) delete headers[name];
    return response.writeHead(answer.status, { ...headers, ...extra }).end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${server.address().port}`;
  address = `${origin}${PATH}`;
});
after(async () => {
  server?.close();
});

const text = async (seen, selector) => (await seen.page.textContent(selector)).replace(/\s+/g, " ").trim();
const go = async (seen, hash) => {
  await seen.page.evaluate((hash) => { location.hash = hash; }, hash);
  await seen.claimlens.settled();
};
/** The page that says what leaves the browser, once it has looked. */
const privacy = async (seen) => {
  await go(seen, "privacy");
  await seen.page.locator("#build-is").waitFor();
  await seen.page.locator("#worker-is").waitFor();
};
const link = (policy) => `policy/1/${Buffer.from(JSON.stringify(policy)).toString("base64url")}`;

test("forgetting everything ends no service worker of another tool above the page, and says nothing of it", async () => {
  const seen = await visit(browser, {
    now: NOW,
    prepare: async ({ page }) => {
      await page.goto(`${origin}/`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.register("tool.js");
        await navigator.serviceWorker.ready;
        await (await caches.open("tool 1")).put("/x", new Response("x"));
      });
    },
    address,
  });
  const { page } = seen;
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  const scopes = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname).sort());
  assert.deepEqual(await scopes(), ["/", PATH]);
  await privacy(seen);
  // Twice: after the first time the page has no worker of its own, and the browser would give that of the tool for it.
  for (const time of ["first", "second"]) {
    await page.click("#forget");
    await page.click("#forget-now");
    await page.locator("#kept-nothing").waitFor();
    assert.deepEqual(await scopes(), ["/"], `${time} time`);
  }
  assert.deepEqual(await page.evaluate(() => caches.keys()), ["tool 1"]);
  await seen.context.close();
});

test("nothing that was typed anywhere is left in the page when everything is forgotten", async () => {
  const seen = await visit(browser, { now: NOW, address });
  const { page, claimlens } = seen;
  const canary = "canary-4711";
  await claimlens.replace(access({ note: canary }));
  await claimlens.expect({ issuer: canary, audience: canary });
  await page.click("#share > summary");
  await page.locator("#masked").waitFor();
  await page.click("#make-link");
  await page.click("[data-do=share-policy]");
  await page.evaluate(() => { document.getElementById("key-text").closest("details").open = true; });
  await page.fill("#key-text", canary);
  await privacy(seen);
  await page.click("#forget");
  await page.click("#forget-now");
  await page.locator("#forgotten", { hasText: "Forgotten." }).waitFor();
  const left = () => page.evaluate(() => [
    document.documentElement.outerHTML, document.title, location.href, JSON.stringify({ ...localStorage, ...sessionStorage }),
    ...[...document.querySelectorAll("input, textarea, select")].map((field) => field.value),
  ].join("\n"));
  assert.ok(!(await left()).includes(canary));
  await go(seen, "inspect");
  assert.ok(!(await left()).includes(canary));
  assert.equal(await page.locator("#link, #policy-link").count(), 0);
  await seen.context.close();
});

test("the count of requests is the browser's, beyond the 250 that it remembers unasked", async () => {
  const seen = await visit(browser, { now: NOW, address, context: { serviceWorkers: "block" } });
  await privacy(seen);
  await seen.page.evaluate(async () => {
    for (let n = 0; n < 300; n += 1) await (await fetch(`build.json?${n}`)).text();
  });
  // The browser writes it down a moment after the answer has come.
  await seen.page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("build.json?299")));
  await seen.page.click("text=Count again");
  await seen.page.locator("#asked-for li", { hasText: "build.json?299" }).waitFor();
  const [files, others] = (await text(seen, "#counted")).match(/\d+/g).map(Number);
  // The page itself is no part of what it has asked for; pictures for the browser's own tab are not told.
  const asked = seen.requests.filter((request) => request !== address && !/icon|webmanifest/.test(request));
  const own = seen.requests.length - 1 - others;
  assert.equal(others, 300);
  assert.ok(files <= own && files >= asked.length - others, `${files} of ${seen.requests.join("\n")}`);
  await seen.context.close();
});

test("the policy that the server sends is shown beside the one in the page, and where it sends none", async () => {
  for (const [header, page, worker] of [
    [undefined, /^The server sends the same as a header, which adds that no other site may show/, /a policy of its own/],
    ["default-src *; report-uri https://evil.example/", /^The server sends another one.*report-uri https:\/\/evil\.example/, /a policy of its own/],
    ["", /^The server sends none besides.*any site can put it into a frame/, /this host sends no policy/],
  ]) {
    const seen = await visit(browser, { now: NOW, address, context: { serviceWorkers: "block" } });
    // Only for the question: with such a policy the page would not be there.
    extra = header === undefined ? {} : { "content-security-policy": header };
    const before = seen.requests.length;
    await privacy(seen);
    extra = {};
    assert.match(await text(seen, "#header-is"), page);
    assert.match(await text(seen, "#worker-is"), worker);
    assert.deepEqual(seen.requests.slice(before), ["build.json", "", "sw.js"].map((name) => `${address}${name}`));
    await seen.context.close();
  }
});


test("what is taken of a link is what was looked at, whatever the address is by then", async () => {
  const seen = await visit(browser, { now: NOW, address: `${address}#${link({ issuer: "https://seen.example" })}` });
  await seen.page.evaluate((hash) => history.replaceState(null, "", `#${hash}`), link({ issuer: "https://other.example" }));
  await seen.page.click("[data-do=take-policy]");
  await seen.claimlens.settled();
  assert.equal(await seen.page.inputValue("#expect-issuer"), "https://seen.example");
  await seen.end();
});

test("a link that comes while one types changes nothing of what was typed, and not the title", async () => {
  const seen = await visit(browser, { now: NOW, address });
  const token = access();
  await seen.claimlens.replace(token);
  await seen.claimlens.expect({ issuer: "https://mine.example" });
  await go(seen, link({ issuer: "https://theirs.example", client_id: "theirs" }));
  await seen.page.locator("#link-policy").waitFor();
  assert.equal(await seen.page.title(), "Claimlens: shared expectations");
  await go(seen, "inspect");
  assert.equal(await seen.claimlens.text(), token);
  assert.equal(await seen.page.inputValue("#expect-issuer"), "https://mine.example");
  assert.ok(!(await seen.page.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes("theirs"));
  await seen.end();
});

test("a server that leads from the folder to its page is no hindrance to a visit without a network", async () => {
  leads = "index.html";
  const seen = await visit(browser, { now: NOW, address });
  await seen.page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  leads = "";
  await seen.context.setOffline(true);
  for (const name of ["", "index.html"]) {
    await seen.page.goto(`${address}${name}`);
    await seen.claimlens.whole();
    assert.equal(await seen.claimlens.state(), "ready");
  }
  await seen.context.close();
});

test("a login page in place of the settings does not take the place of those that were kept, and no-store does", async () => {
  const json = { "content-type": "application/json", "cache-control": "no-cache" };
  settings = { head: [200, json], text: JSON.stringify({ title: "Kept Corp" }) };
  const seen = await visit(browser, { now: NOW, address });
  const { page } = seen;
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  const kept = () => page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(" settings"));
    const response = await (await caches.open(name)).match("config.json");
    return response?.text();
  });
  const again = async () => { await page.reload(); await seen.claimlens.whole(); };
  await again();
  assert.match(await kept(), /Kept Corp/);
  settings = { head: [200, { "content-type": "text/html" }], text: "<p>Log in" };
  await again();
  assert.match(await kept(), /Kept Corp/);
  settings = { head: [200, { ...json, "cache-control": "no-store" }], text: "{}" };
  await again();
  assert.equal(await kept(), undefined);
  settings = undefined;
  await seen.context.close();
});

const built = new URL("../../dist/site/", import.meta.url);
test("the lines that the page gives to check it from outside find what is served the same, and a change", async () => {
  const seen = await visit(browser, { now: NOW, address });
  await privacy(seen);
  const lines = await seen.page.$$eval("#page pre", (all) => all.map((one) => one.textContent).find((one) => one.startsWith("while")));
  await seen.context.close();
  const home = mkdtempSync(join(tmpdir(), "claimlens-lines-"));
  const names = readdirSync(built).filter((name) => name !== "config.json").sort();
  const sum = (name) => createHash("sha256").update(readFileSync(new URL(name, built))).digest("hex");
  const list = names.map((name) => `${sum(name)}  site/${name}\n`).join("");
  const run = async (list) => {
    writeFileSync(join(home, "SHA256SUMS"), list);
    const child = spawn("sh", ["-c", lines], { cwd: home, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (bytes) => { said += bytes; });
    await once(child, "exit");
    return said.split("\n").filter(Boolean);
  };
  const said = await run(list);
  assert.deepEqual(said.filter((line) => !line.startsWith("same   ")), []);
  assert.ok(said.includes("same   site/index.html") && said.includes("same   site/sw.js"));
  const other = await run(list.replace(/^.{8}(?=.*site\/sw\.js$)/m, "00000000"));
  rmSync(home, { recursive: true });
  assert.deepEqual(other.filter((line) => !line.startsWith("same   ")), ["OTHER  site/sw.js"]);
}, !existsSync(built) && "the folder of the build is not there");
