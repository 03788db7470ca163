// Clients that ask without a pause, and note when each request began, when it ended and how.
import { Agent, request } from "node:http";

/** So many ask at a time. */
export const CLIENTS = 24;

/** Starts the clients; `stop()` ends them and answers all that was noted. */
export function load(world) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const notes = [];
  const common = { host: world.name, "claimlens-request": "1" };
  let stopped = false;
  let token;

  const ask = (method, path, headers, body) =>
    new Promise((resolve) => {
      const note = { method, path, began: performance.now() };
      const done = (outcome) => {
        Object.assign(note, outcome, { ended: performance.now() });
        notes.push(note);
        resolve(note);
      };
      const sent = request(
        { agent, method, path, host: "127.0.0.1", port: world.port, headers: { ...common, ...headers } },
        (answer) => {
          const chunks = [];
          answer.on("data", (chunk) => chunks.push(chunk));
          answer.on("end", () => done({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
          answer.on("error", (error) => done({ error: error.code }));
        },
      );
      sent.on("error", (error) => done({ error: error.code }));
      sent.end(body);
    });

  const fetchToken = async () => {
    const basic = Buffer.from(`${world.id}:${world.secret}`).toString("base64");
    const headers = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
    const body = "grant_type=client_credentials";
    headers["content-length"] = body.length;
    const note = await ask("POST", `/${world.region}/login/oauth/token`, headers, body);
    if (note.status === 200) token = JSON.parse(note.body).access_token;
  };

  const client = async (number) => {
    for (let turn = number; !stopped; turn += 1) {
      if (!token || turn % 3 === 0) {
        await fetchToken();
      } else if (turn % 3 === 1) {
        // The token is the one that came last, whichever copy it came through.
        await ask("GET", `/${world.region}/api/v2/tokens/me`, { authorization: `Bearer ${token}` });
      } else {
        await ask("GET", "/proxy.json", {});
      }
    }
  };

  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  return {
    async stop() {
      stopped = true;
      await Promise.all(clients);
      agent.destroy();
      return notes;
    },
  };
}

/** Those that did not get the answer they should. */
export const failures = (notes) => notes.filter((note) => note.status !== 200);

/** What is told of them, with nothing of a body. */
export const told = (notes) =>
  notes.map(({ method, path, status, error, began, ended }) => `${method} ${path}: ${status ?? error}, ${Math.round(began)}–${Math.round(ended)} ms`);
