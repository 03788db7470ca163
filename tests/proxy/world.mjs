// Three copies of the companion behind nginx, and one stand-in for Genesys Cloud behind them over TLS: tokens
// that one copy fetched are good with every other, for none of them keeps any.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../e2e/port.mjs";

const REGION = "mypurecloud.ie";
export const NAME = "claimlens.example";
const PLENTY = "1000000000";

/** What the step of `cargo xtask test` names. */
const program = (variable) => {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} names no program; this test is run by \`cargo xtask test --only balance\``);
  return path;
};

/** A program that was started: its lines, and a promise of its end. */
class Running {
  lines = [];
  #waiting = [];

  constructor(file, args, options = {}) {
    this.child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"], ...options });
    this.ended = once(this.child, "exit").then(([code, signal]) => ({ code, signal, at: performance.now() }));
    if (!this.child.stdout) return;
    createInterface(this.child.stdout).on("line", (line) => {
      this.lines.push(line);
      this.#waiting = this.#waiting.filter((look) => !look());
    });
  }

  /** The first match of a line, whether it came already or is to come. */
  async line(pattern) {
    const found = () => this.lines.map((line) => line.match(pattern)).find(Boolean);
    const already = found();
    if (already) return already;
    const late = new Promise((resolve) => this.#waiting.push(() => found() && (resolve(found()), true)));
    const gone = this.ended.then(({ code }) => Promise.reject(new Error(`ended with ${code} before ${pattern}`)));
    return Promise.race([late, gone]);
  }

  async stop(signal = "SIGKILL") {
    this.child.kill(signal);
    await this.ended;
    this.child.stdout?.destroy();
  }
}

/** A copy of the companion that can be ended and started again on its ports. */
export class Copy {
  constructor(world, ports) {
    Object.assign(this, { world, ...ports });
  }

  async start() {
    const { upstream, authority } = this.world;
    const args = ["--listen", `127.0.0.1:${this.port}`, "--metrics", `127.0.0.1:${this.admin}`];
    args.push("--host", NAME, "--origin", `https://${NAME}`, "--extra-roots", authority, "--log", "warn");
    for (const host of ["login", "api"]) args.push("--upstream", `${host}.${REGION}=${upstream}`);
    for (const rate of ["address", "total", "tokens"]) args.push(`--rate-${rate}`, PLENTY);
    this.running = new Running(program("CLAIMLENS_PROXY"), args);
    await this.running.line(/served on http/);
  }

  /** Sends a signal; when that was, and how the copy ended. */
  async end(signal) {
    const at = performance.now();
    this.running.child.kill(signal);
    const ended = await this.running.ended;
    return { ...ended, at, took: ended.at - at };
  }

  /** How many calls it has answered, by its own count. */
  async answered() {
    const text = await (await fetch(`http://127.0.0.1:${this.admin}/metrics`)).text();
    const counts = [...text.matchAll(/^claimlens_request_seconds_count (\d+)$/gm)];
    return Number(counts[0][1]);
  }
}

/** Starts everything; `world.stop()` ends it. */
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), "claimlens-balance-"));
  const authority = join(folder, "authority.pem");
  const standin = new Running(program("CLAIMLENS_STANDIN"), ["--tls", "--port", "0", "--ca-out", authority]);
  const [, upstream] = await standin.line(/on https:\/\/(\S+)$/);
  const [, id, secret] = await standin.line(/\(CLIENT-CREDENTIALS\): \w+_ID=(\S+) \w+_SECRET=(\S+)$/);
  const world = { upstream, authority, id, secret, region: REGION, copies: [], name: NAME };
  for (let copy = 0; copy < 3; copy += 1) {
    world.copies.push(new Copy(world, { port: await freePort(), admin: await freePort() }));
  }
  await Promise.all(world.copies.map((copy) => copy.start()));
  world.port = await freePort();
  const nginx = new Running(program("CLAIMLENS_NGINX"), ["-p", folder, "-e", "stderr", "-c", configure(folder, world)]);
  await listening(world.port);
  world.stop = async () => {
    // Killed, nginx would leave its workers behind.
    await nginx.stop("SIGTERM");
    const others = [standin, ...world.copies.map((copy) => copy.running)];
    await Promise.all(others.map((running) => running.stop()));
    rmSync(folder, { recursive: true });
  };
  return world;
}

/** The configuration of `deploy`, on ports of this run and without TLS; nothing else of it is changed. */
function configure(folder, world) {
  let text = readFileSync(new URL("../../deploy/nginx/claimlens.conf", import.meta.url), "utf8");
  const replace = (pattern, by) => {
    if (!pattern.test(text)) throw new Error(`deploy/nginx/claimlens.conf has no ${pattern}`);
    text = text.replace(pattern, by);
  };
  world.copies.forEach((copy, index) => replace(new RegExp(`127\\.0\\.0\\.1:808${index + 1}\\b`), `127.0.0.1:${copy.port}`));
  replace(/listen 443 ssl;/, `listen 127.0.0.1:${world.port};`);
  replace(/ssl_certificate .*\n/, "");
  replace(/ssl_certificate_key .*\n/, "");
  replace(/ssl_protocols .*\n/, "");
  replace(/\/var\/log\/nginx\/claimlens\.log/, join(folder, "access.log"));
  writeFileSync(join(folder, "claimlens.conf"), text);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  mkdirSync(join(folder, "temp"));
  const main = `daemon off; worker_processes 2; pid nginx.pid; error_log error.log error;
events { worker_connections 1024; }
http {
  ${kinds.map((kind) => `${kind}_temp_path temp/${kind};`).join("\n  ")}
  include claimlens.conf;
}
`;
  const file = join(folder, "nginx.conf");
  writeFileSync(file, main);
  return file;
}

async function listening(port) {
  const { connect } = await import("node:net");
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    const socket = connect(port, "127.0.0.1");
    const connected = await Promise.race([once(socket, "connect"), once(socket, "error")]).then(() => true, () => false);
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("nginx does not listen");
}
