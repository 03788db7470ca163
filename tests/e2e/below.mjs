// Serves the page below a path, as an internal server would that has other tools beside it: with
// `node --test --import ./e2e/below.mjs` each suite is run there. What is asked for outside of the path is not there.
import { createServer, request } from "node:http";

/** The path. */
const BELOW = "/tools/claimlens/";

const companion = new URL(process.env.CLAIMLENS_URL);

const server = createServer((asked, answer) => {
  if (!asked.url.startsWith(BELOW)) {
    answer.writeHead(404).end("another tool's");
    return;
  }
  // The companion is asked by its own name, at its root; it knows nothing of the path.
  const headers = { ...asked.headers, host: companion.host };
  if (headers.origin) headers.origin = companion.origin;
  const on = request({ host: companion.hostname, port: companion.port, method: asked.method, path: asked.url.slice(BELOW.length - 1), headers }, (came) => {
    answer.writeHead(came.statusCode, came.headers);
    came.pipe(answer);
  });
  on.on("error", () => answer.destroy());
  asked.pipe(on);
});
// Neither it nor a connection kept open keeps the suite from ending.
server.on("connection", (socket) => socket.unref());
await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
server.unref();
// What starts the suites may have run this, too: they are where it is, once.
if (companion.pathname === "/") process.env.CLAIMLENS_URL = `http://127.0.0.1:${server.address().port}${BELOW}`;
