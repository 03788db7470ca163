// The page on web servers of others, with the settings that come with it: every file, every header, compressed copies,
// what must not be served; then a part of the browser's suite, against the same servers.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { brotliModule, built, programs, start } from "./servers.mjs";

if (!built) throw new Error("CLAIMLENS_SITE names no page; this test is run by `cargo xtask test --only hosting`");

const read = (name) => readFileSync(`${built}/${name}`);
const { files } = JSON.parse(read("build.json"));
const policy = JSON.parse(read("headers.json"))["content-security-policy"];
const sections = Object.fromEntries(
  readFileSync(new URL("../../crates/proxy/data/headers.txt", import.meta.url), "utf8")
    .split(/^\[/m).slice(1).map((text) => {
      const [name, ...lines] = text.split("\n");
      const pairs = lines.filter((line) => /^[a-z-]+: /.test(line)).map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]);
      return [name.slice(0, -1), Object.fromEntries(pairs)];
    }),
);
const TYPES = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", txt: "text/plain; charset=utf-8", wasm: "application/wasm", json: "application/json", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json" };
const MISSING = "claimlens-web-0123456789abcdef.js";

/** One request, its answer as it came. */
async function ask(address, { method = "GET", ...headers } = {}) {
  const asked = request(address, { method, headers, agent: false }).end();
  const [response] = await once(asked, "response");
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const same = (left = "", right) => left.replaceAll(" ", "").toLowerCase() === right.replaceAll(" ", "").toLowerCase();

/** Every answer has all of these, whatever it is. Twice would be two policies. */
function assertHeaders({ headers }, where, { worker = false, named = false } = {}) {
  for (const [name, value] of Object.entries(sections["every answer"])) assert.equal(headers[name], value, `${where}: ${name}`);
  assert.equal(headers["content-security-policy"], worker ? sections["sw.js"]["content-security-policy"] : policy, `${where}: policy`);
  const kept = sections[named ? "named by content" : "anything else"]["cache-control"];
  assert.equal(headers["cache-control"], kept, `${where}: cache-control`);
}

/** The lines of docs/hosting.md that do without the program. */
const [, LINES] = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8").match(/<!-- Run by .*-->\n```sh\n(.*?)```/s);

/** What `claimlens-proxy check-site`, or those lines, say of an address: `{ code, said }`. */
async function checked(address, { change = (list) => list, lines } = {}) {
  const home = mkdtempSync(join(tmpdir(), "claimlens-list-"));
  const list = join(home, "SHA256SUMS");
  const line = (name) => `${createHash("sha256").update(read(name)).digest("hex")}  site/${name}\n`;
  writeFileSync(list, change(readdirSync(built).sort().map(line).join("")));
  const named = LINES.replace(/^URL=.*/, () => `URL=${address.slice(0, -1)}`);
  const [program, args] = lines ? ["sh", ["-c", named]] : [process.env.CLAIMLENS_PROXY, ["check-site", address, list]];
  const child = spawn(program, args, { cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => { said += bytes; });
  const [code] = await once(child, "exit");
  rmSync(home, { recursive: true });
  return { code, said };
}

/** A part of the browser's suite: what a paste becomes, in Chromium, with a page that has to be quiet. */
async function browser(address, pattern) {
  const spec = new URL("../e2e/paste.spec.mjs", import.meta.url).pathname;
  const env = { ...process.env, CLAIMLENS_URL: address };
  // What node says to its own children would make this one report in another form.
  delete env.NODE_TEST_CONTEXT;
  const child = spawn(process.execPath, ["--test", "--test-reporter=tap", ...(pattern ? [`--test-name-pattern=${pattern}`] : []), spec], { env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (bytes) => { said += bytes; });
  const [code] = await once(child, "exit");
  assert.equal(code, 0, said.slice(-4000));
  const passed = Number(said.match(/^# pass (\d+)/m)?.[1]);
  assert.ok(passed > 0, said.slice(-2000));
  return passed;
}

const brotli = brotliModule();
if (programs.nginx && !brotli) console.log("hosting: nginx without brotli, for its module is not there");

for (const kind of ["nginx", "apache", "caddy"]) {
  for (const below of [false, true]) {
    const skip = !programs[kind] && `${kind} is not there`;
    describe(`${kind}, ${below ? "below a path" : "at the top"}`, { skip }, () => {
      let server;
      const at = (name = "") => new URL(name, server.address);
      const packs = kind !== "nginx" || brotli ? ["br", "gzip"] : ["gzip"];
      before(async () => { server = await start(kind, { below, brotli }); });
      after(() => server?.stop());

      test("the page, with every header", async () => {
        for (const name of ["", "index.html"]) {
          const page = await ask(at(name));
          assert.equal(page.status, 200);
          assert.deepEqual(page.body, read("index.html"));
          assertHeaders(page, `/${name}`);
        }
        const head = await ask(at(), { method: "HEAD" });
        assert.equal(head.status, 200);
        assertHeaders(head, "HEAD");
      });

      test("every file, as it is and compressed, with its type and how long to keep it", async () => {
        for (const [name, { sha384, immutable }] of Object.entries(files)) {
          const smaller = (ending) => { try { return read(`${name}.${ending}`); } catch { return undefined; } };
          for (const [accepted, expected] of [[undefined, undefined], ["gzip", "gzip"], ["gzip, deflate, br", packs[0]], ["identity", undefined], ["br;q=0, gzip;q=0", undefined], ["br; q=0.0,gzip;q=0.5", "gzip"]]) {
            const where = `${name} (${accepted})`;
            const { status, headers, body } = await ask(at(name), accepted ? { "accept-encoding": accepted } : {});
            assert.equal(status, 200, where);
            const packed = expected && smaller(expected === "br" ? "br" : "gz");
            assert.equal(headers["content-encoding"], packed && expected, where);
            if (packed) assert.ok(body.equals(packed), `${where}: not the copy that the build made`);
            if (packed) assert.match(headers.vary, /accept-encoding/i, where);
            const plain = !packed ? body : expected === "br" ? brotliDecompressSync(body) : gunzipSync(body);
            assert.equal(`sha384-${createHash("sha384").update(plain).digest("base64")}`, sha384, where);
            assert.ok(same(headers["content-type"], TYPES[name.split(".").pop()]), `${where}: ${headers["content-type"]}`);
            assertHeaders({ headers }, where, { worker: name === "sw.js", named: immutable });
          }
        }
        assert.equal((await ask(at("build.json"))).status, 200);
      });

      test("what has not changed is not sent again", async () => {
        const wasm = Object.keys(files).find((name) => name.endsWith(".wasm"));
        for (const name of ["", "sw.js", wasm]) {
          const { headers } = await ask(at(name), { "accept-encoding": "gzip" });
          const again = await ask(at(name), { "accept-encoding": "gzip", "if-none-match": headers.etag });
          assert.equal(again.status, 304, name);
          assert.equal(again.headers["cache-control"], sections[name === wasm ? "named by content" : "anything else"]["cache-control"]);
        }
      });

      test("what is nobody's business is not there, and says nothing of itself", async () => {
        const script = Object.keys(files).find((name) => name.endsWith(".js"));
        for (const name of ["headers.json", "headers.json.gz", ".hidden", `${script}.br`, "index.html.gz", MISSING, "nothing", "folder/nothing"]) {
          for (const accepted of ["identity", "gzip, br"]) {
            const answer = await ask(at(name), { "accept-encoding": accepted });
            assert.equal(answer.status, 404, name);
            assertHeaders(answer, name);
          }
        }
        const folder = await ask(at("folder/"));
        assert.ok([403, 404].includes(folder.status), `${folder.status}`);
        assert.ok(!folder.body.includes("note.txt"));
        assertHeaders(folder, "a folder");
      });

      test("nothing is written", async () => {
        for (const method of ["POST", "PUT", "DELETE", "TRACE"]) {
          const { status } = await ask(at(), { method });
          assert.ok([403, 405].includes(status), `${method}: ${status}`);
        }
      });

      if (below) test("the path without its slash leads to the page, and the top is not the page's", async () => {
        const { status, headers } = await ask(server.address.slice(0, -1));
        assert.ok([301, 308].includes(status), `${status}`);
        assert.equal(new URL(headers.location, server.address).pathname, at().pathname);
        const top = await ask(at("/"));
        assert.ok(!top.body.includes("Claimlens"));
      });

      test("from outside it is the page that was built", async () => {
        const { code, said } = await checked(server.address);
        assert.equal(code, 0, said);
        // And it is no other: with another hash of one file it would say so.
        const change = (list) => list.replace(/^.{8}(?=.*sw\.js$)/m, "00000000");
        const other = await checked(server.address, { change });
        assert.equal(other.code, 1, other.said);
        assert.match(other.said, /^sw\.js: its content is not/m);
        // The lines without the program see the same.
        const lines = await checked(server.address, { lines: true });
        const differ = (said) => said.split("\n").filter((line) => line.startsWith("DIFFERS ") && (packs.includes("br") || !line.endsWith(".br")));
        assert.deepEqual(differ(lines.said), [], lines.said);
        assert.ok(lines.said.includes("same    index.html\n") && lines.said.toLowerCase().includes("content-security-policy: default-src 'none'"), lines.said);
        assert.deepEqual(differ((await checked(server.address, { lines: true, change })).said), ["DIFFERS sw.js"]);
      });

      test("in the browser, a paste becomes a report", async () => {
        // All of that suite once at the top and once below a path; with the other servers a part of it.
        const all = kind === "nginx";
        const passed = await browser(server.address, all ? undefined : "every claim|wrapper");
        console.log(`hosting: ${kind} ${below ? "below a path" : "at the top"}: ${passed} tests of the browser's suite`);
      });
    });
  }
}
