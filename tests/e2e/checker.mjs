// The checker as the page starts it, for suites that ask it directly: a worker from the page's own files, whose addresses
// stand in boot.js' tag, with the page's own policy. Nothing of the page's code is used.

/** In the page: starts a worker as the page does. `globalThis.checkers` holds those there are. */
async function begin({ before }) {
  const { dataset } = document.querySelector("script[data-checker]");
  const load = async (name) => {
    const response = await fetch(dataset[name], { integrity: dataset[`${name}Integrity`] });
    if (!response.ok) throw new Error(`${dataset[name]}: ${response.status}`);
    return response;
  };
  const script = await (await load("checker")).blob();
  const wasm = await (await load("checkerWasm")).arrayBuffer();
  const worker = new Worker(URL.createObjectURL(new Blob([before, script])));
  const checker = { worker, jobs: new Map(), progress: new Map() };
  worker.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      for (const { fail } of checker.jobs.values()) fail(new Error("the checker has died"));
      return;
    }
    const answer = JSON.parse(data);
    if (answer.done) checker.jobs.get(answer.job)?.done(answer);
    else checker.progress.set(answer.job, (checker.progress.get(answer.job) ?? []).concat(answer));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const { fail } of checker.jobs.values()) fail(new Error(event.message));
  };
  worker.postMessage(wasm);
  globalThis.checkers ??= [];
  return globalThis.checkers.push(checker) - 1;
}

/** In the page: asks a checker, and waits for the answer; with the time it took in milliseconds. */
function asked({ number, request }) {
  const { worker, jobs } = globalThis.checkers[number];
  return new Promise((resolve, fail) => {
    const start = performance.now();
    jobs.set(request.job, { done: (answer) => resolve({ answer, took: performance.now() - start }), fail });
    worker.postMessage(JSON.stringify(request));
  });
}

let jobs = 0;

/** A checker in an opened page (Playwright's `page`). */
export class Checker {
  constructor(page, number) {
    this.page = page;
    this.number = number;
  }

  /** Starts one; `before` is a script that runs in the worker before the checker's own. */
  static async start(page, { before = "" } = {}) {
    return new Checker(page, await page.evaluate(begin, { before }));
  }

  /** The answer to a request without its number; `{ answer, took }` with the milliseconds it took. */
  timed(request) {
    jobs += 1;
    return this.page.evaluate(asked, { number: this.number, request: { job: jobs, ...request } });
  }

  /** The answer to a request without its number. */
  async ask(request) {
    return (await this.timed(request)).answer;
  }

  /** Checks tokens with keys, each a text or `{ text, reading }`; `more` has what stands beside them. */
  check(tokens, keys, more = {}) {
    const given = [keys].flat().map((key) => (typeof key === "string" ? { text: key } : key));
    return this.ask({ do: "check", tokens: [tokens].flat(), keys: given, now: Math.floor(Date.now() / 1000), ...more });
  }

  /** The verdict on one token with one key: `valid`, `invalid` … */
  async crypto(token, key, more) {
    return (await this.check(token, key, more)).tokens[0].crypto;
  }

  /** Searches a list, an array or a text, for the secret of a token. */
  search(token, list) {
    return this.ask({ do: "search", token, list: Array.isArray(list) ? list.join("\n") : list });
  }

  /** What was told of how far a job was. */
  progress(job) {
    return this.page.evaluate(({ number, job }) => globalThis.checkers[number].progress.get(job) ?? [], { number: this.number, job });
  }

  /** Ends it. */
  end() {
    return this.page.evaluate((number) => globalThis.checkers[number].worker.terminate(), this.number);
  }
}
