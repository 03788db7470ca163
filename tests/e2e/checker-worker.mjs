// The checker of the built page by itself: its two files as the page names and holds them, run in a worker as the page
// runs it, under the page's own policy. What is asked and answered is what `crates/checker` says.
import { launch, url } from "./browser.mjs";

/** In the page: starts a worker and leaves `ask` there, which gives the last answer to a request and its progress. */
async function start() {
  const tag = document.querySelector("script[data-checker]");
  if (!tag) throw new Error("the page names no checker");
  const { checker, checkerIntegrity, checkerWasm, checkerWasmIntegrity } = tag.dataset;
  const get = async (address, integrity) => {
    const answer = await fetch(address, { integrity });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.arrayBuffer();
  };
  const code = new Blob([await get(checker, checkerIntegrity)], { type: "text/javascript" });
  const bytes = await get(checkerWasm, checkerWasmIntegrity);
  const worker = new Worker(URL.createObjectURL(code));
  const asked = new Map();
  worker.onmessage = ({ data }) => {
    if (typeof data !== "string") {
      asked.forEach(({ reject }) => reject(new Error("the checker has died")));
      return;
    }
    const answer = JSON.parse(data);
    const { resolve, progress } = asked.get(answer.job) ?? {};
    if (!answer.done) return void progress?.(answer);
    asked.delete(answer.job);
    resolve?.(answer);
  };
  worker.onerror = ({ message }) => asked.forEach(({ reject }) => reject(new Error(message)));
  worker.postMessage(bytes);
  let jobs = 0;
  globalThis.ask = (request, progress) =>
    new Promise((resolve, reject) => {
      jobs += 1;
      asked.set(jobs, { resolve, reject, progress });
      worker.postMessage(JSON.stringify({ job: jobs, now: 1_700_000_000, own_keys: false, ...request }));
    });
  globalThis.stopAll = () => asked.forEach((_, job) => worker.postMessage(JSON.stringify({ job, do: "stop" })));
}

/** A browser with the page in it and a checker beside it; with `browser`, a page more in that one. */
export async function openChecker({ browser } = {}) {
  const own = browser ? undefined : await launch();
  const page = await (browser ?? own).newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.state === "ready");
  await page.evaluate(start);
  const checkAll = (requests) => page.evaluate(async (requests) => {
    const answers = [];
    for (const request of requests) answers.push(await ask({ do: "check", ...request }));
    return answers;
  }, requests);
  return {
    page,
    /** Checks one after the other; the answers in order. */
    checkAll,
    async check(request) {
      const [answer] = await checkAll([request]);
      if (answer.problem) throw new Error(answer.problem);
      return answer;
    },
    close: () => (own ?? page).close(),
  };
}
