// Web servers with the settings that `cargo xtask dist` writes. What an administrator changes is changed here: the
// name, the certificate, the folder. Nothing else of the settings is.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../e2e/port.mjs";

/** The path in the settings for "below a path". */
export const BELOW = "/tools/claimlens/";

/** The folder with the settings, and the one with the page, as the step of `cargo xtask test` names them. */
export const settings = process.env.CLAIMLENS_HOSTING;
export const built = process.env.CLAIMLENS_SITE;

/** The programs of the servers; one that is not there is not tested. */
export const programs = {
  nginx: process.env.CLAIMLENS_NGINX,
  apache: process.env.CLAIMLENS_APACHE,
  caddy: process.env.CLAIMLENS_CADDY,
};

const FOLDER = "/usr/share/claimlens/site";

/** A settings file with what an administrator changes. Each change must find its place. */
function changed(name, changes) {
  let text = readFileSync(join(settings, name), "utf8");
  for (const [pattern, by] of changes) {
    if (!text.match(pattern)) throw new Error(`${name} has no ${pattern}`);
    text = text.replaceAll(pattern, () => by);
  }
  return text;
}

/** Without TLS: it is no part of what is tested. */
const NGINX_TLS = [[/listen 443 ssl;/g, ""], [/ssl_certificate .*\n/g, ""], [/ssl_certificate_key .*\n/g, ""], [/ssl_protocols .*\n/g, ""]];

function nginx(home, site, port, below, brotli) {
  const folder = [[`${FOLDER}/`, `${site}/`]];
  if (brotli) folder.push(["# brotli_static on;", "brotli_static on;"]);
  const text = below
    ? `server {\n listen 127.0.0.1:${port};\n${changed("nginx-below.conf", folder)}\n}`
    : changed("nginx.conf", [...NGINX_TLS.slice(1), [/listen 443 ssl;/g, `listen 127.0.0.1:${port};`], ...folder]);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  mkdirSync(join(home, "temp"));
  // As root, the workers would be somebody who may not read this folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  writeFileSync(join(home, "nginx.conf"), `${brotli ? `load_module ${brotli};` : ""}
${user} daemon off; worker_processes 1; pid nginx.pid; error_log error.log error;
events { worker_connections 64; }
http {
  ${kinds.map((kind) => `${kind}_temp_path temp/${kind};`).join("\n  ")}
  access_log off;
  types { text/wrong wasm js html; }
${text}
}
`);
  return [programs.nginx, ["-p", home, "-e", "stderr", "-c", "nginx.conf"]];
}

const APACHE_MODULES = ["mpm_event", "authz_core", "unixd", "alias", "dir", "mime", "headers", "rewrite", "env", "autoindex", "deflate", "filter"];

function apache(home, site, port, below) {
  const folder = [[FOLDER, site]];
  const text = below
    ? changed("apache-below.conf", folder)
    : changed("apache.conf", [...folder, [/SSL.*\n/g, "\n"], [/<VirtualHost \*:443>/g, `<VirtualHost *:${port}>`]]);
  const modules = process.env.CLAIMLENS_APACHE_MODULES ?? "/usr/lib/apache2/modules";
  const user = process.getuid?.() === 0 ? "User www-data\nGroup www-data" : "";
  const root = join(home, "empty");
  mkdirSync(root);
  writeFileSync(join(home, "apache.conf"), `ServerRoot "${home}"
${APACHE_MODULES.map((name) => `<IfModule !${name}_module>\nLoadModule ${name}_module "${modules}/mod_${name}.so"\n</IfModule>`).join("\n")}
${user}
Listen 127.0.0.1:${port}
ServerName claimlens.example
DocumentRoot "${root}"
PidFile "${home}/apache.pid"
ErrorLog "${home}/error.log"
# What Debian's mime.conf, autoindex.conf and deflate.conf have in them, and what is in the way of compressed copies.
TypesConfig /dev/null
AddType application/x-gzip .gz
AddEncoding x-gzip .gz
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/wasm
Options Indexes FollowSymLinks
${text}
`);
  return [programs.apache, ["-X", "-f", join(home, "apache.conf")]];
}

function caddy(home, site, port, below) {
  const own = below ? `http://127.0.0.1:${port} {\n redir /tools/claimlens ${BELOW} 308\n handle_path ${BELOW}* {\n  import claimlens\n }\n}` : undefined;
  let text = changed("Caddyfile", [[FOLDER, site], [/^claimlens\.example \{/gm, `http://127.0.0.1:${port} {`]]);
  if (own) text = text.replace(/^http:[^]*?^\}/m, () => own);
  writeFileSync(join(home, "Caddyfile"), `{\n admin off\n auto_https off\n}\n${text}`);
  return [programs.caddy, ["run", "--config", join(home, "Caddyfile"), "--adapter", "caddyfile"]];
}

const KINDS = { nginx, apache, caddy };

/** Whether nginx takes this module: it must be of the same build. */
export function brotliModule() {
  const module = process.env.CLAIMLENS_NGINX_BROTLI;
  if (!module || !programs.nginx) return undefined;
  const home = mkdtempSync(join(tmpdir(), "claimlens-brotli-"));
  writeFileSync(join(home, "nginx.conf"), `load_module ${module}; pid nginx.pid; error_log error.log; events {}`);
  const { status } = spawnSync(programs.nginx, ["-t", "-p", home, "-e", "stderr", "-c", "nginx.conf"]);
  rmSync(home, { recursive: true });
  return status === 0 ? module : undefined;
}

/** Starts a server with the page at its top or below a path: `{ address, stop }`. */
export async function start(kind, { below = false, brotli } = {}) {
  const home = mkdtempSync(join(tmpdir(), `claimlens-${kind}-`));
  chmodSync(home, 0o755);
  const site = join(home, "site");
  cpSync(built, site, { recursive: true });
  writeFileSync(join(site, ".hidden"), "nobody's business");
  mkdirSync(join(site, "folder"));
  writeFileSync(join(site, "folder", "note.txt"), "a note");
  const port = await freePort();
  const [program, args] = KINDS[kind](home, site, port, below, brotli);
  let said = "";
  const child = spawn(program, args, { cwd: home, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: home, XDG_DATA_HOME: home } });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => { said += bytes; });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(home, { recursive: true });
  };
  const gone = ended.then(([code]) => { throw new Error(`${kind} ended with ${code}: ${said}`); });
  gone.catch(() => {});
  try {
    await Promise.race([listening(kind, port), gone]);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return { address: `http://127.0.0.1:${port}${below ? BELOW : "/"}`, stop };
}

async function listening(kind, port) {
  for (const end = performance.now() + 15_000; performance.now() < end; ) {
    const socket = connect(port, "127.0.0.1");
    const connected = await Promise.race([once(socket, "connect"), once(socket, "error")]).then(() => true, () => false);
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${kind} does not listen`);
}
