// Servers of the suites' own: the page as it is served, with something changed on the way, and companions.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { place, url } from "./browser.mjs";

/** Starts a server that is ended after the tests of the file: `{ server, origin }`. */
export async function serve(answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

/** Headers of one connection, not of what it carries; and those of a body that `fetch` has unpacked. */
const ON_THE_WAY = ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"];

/**
 * Serves the page as it is served where it is tested, below the same path. `change` gets each answer with the name of
 * its file, `{ name, status, headers, body }`, and may give another. Gives the page's address there.
 */
export async function relay(change = (answer) => answer) {
  const path = new URL(url).pathname;
  const { origin } = await serve(async (asked, response) => {
    const answer = await fetch(new URL(asked.url, url));
    const headers = Object.fromEntries(answer.headers);
    for (const name of ON_THE_WAY) delete headers[name];
    const name = asked.url.startsWith(path) ? asked.url.slice(path.length).split("?")[0] : asked.url;
    const { status, headers: sent, body } = change({ name, status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
    response.writeHead(status, sent).end(body);
  });
  return `${origin}${path}`;
}

/** A copy of one file with its text changed, gone after the tests: its address. */
export async function copied(address, change) {
  const folder = await mkdtemp(join(tmpdir(), "claimlens-copy-"));
  after(() => rm(folder, { recursive: true }));
  const file = join(folder, "claimlens.html");
  await writeFile(file, change(await readFile(new URL(address), "utf8")));
  return pathToFileURL(file).href;
}

/** The page with its HTML changed, where it is tested, by a server or as a copy of the file: its address. */
export const changed = (change) => (place === "file"
  ? copied(url, change)
  : relay((answer) => (answer.name === "" ? { ...answer, body: change(answer.body.toString()) } : answer)));

/**
 * Starts a companion at a port, and waits until it says that it listens; it is ended after the tests of the file, or
 * by `end`. Gives `{ address, end }`.
 */
export async function companion({ port, options = [] }) {
  const child = spawn(process.env.CLAIMLENS_PROXY, ["--listen", `127.0.0.1:${port}`, "--log", "off", ...options]);
  const ended = once(child, "exit");
  const end = async () => {
    child.kill();
    await ended;
  };
  after(end);
  let said = "";
  const listens = new Promise((done) => {
    child.stdout.on("data", (bytes) => { if ((said += bytes).includes("Claimlens is served")) done(); });
    child.stderr.on("data", (bytes) => { said += bytes; });
  });
  await Promise.race([listens, ended.then(() => { throw new Error(`the companion ended: ${said}`); })]);
  return { address: `http://127.0.0.1:${port}/`, end };
}
