// Whether typing in the paste box feels that the worker searches.

/** In the page: so many keystrokes, each from the event to the end of the next frame, and how much of it the page worked. */
async function keystrokes(count) {
  const frame = () => new Promise(requestAnimationFrame);
  const turn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  const box = document.getElementById('paste');
  box.focus();
  const [whole, worked] = [[], []];
  for (let at = 0; at < count; at += 1) {
    await frame();
    await turn();
    const start = performance.now();
    box.setSelectionRange(40, 41);
    document.execCommand('insertText', false, at % 2 ? 'a' : 'b');
    // What follows in microtasks belongs to it.
    for (let wait = 0; wait < 20; wait += 1) await null;
    worked.push(performance.now() - start);
    await frame();
    await turn();
    whole.push(performance.now() - start);
  }
  return { whole, worked };
}

/** In the page: begins a search that outlasts the typing; gives its number when it has told how far it is. */
function begin({ number, token, job }) {
  const { worker, jobs, progress } = globalThis.checkers[number];
  // Made here, so that nothing is sent across while it is measured.
  globalThis.longList ??= Array.from({ length: 3_000_000 }, (_, at) => `candidate-${at.toString(36)}`).join('\n');
  globalThis.over = new Promise((done, fail) => jobs.set(job, { done, fail }));
  worker.postMessage(JSON.stringify({ job, do: 'search', token, list: longList }));
  return new Promise((resolve) => {
    const look = () => (progress.has(job) ? resolve() : setTimeout(look, 10));
    look();
  });
}

/** In the page: ends it; gives what it answered. */
function end({ number, job }) {
  globalThis.checkers[number].worker.postMessage(JSON.stringify({ job, do: 'stop' }));
  return globalThis.over;
}

const at = (list, part) => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)];

/** `[[what, idle, busy]]` in milliseconds, taken in turns. */
export async function typing({ page, number }, token, rounds) {
  await page.evaluate((token) => {
    const box = document.getElementById('paste');
    box.value = token;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, token);
  const times = { idle: { whole: [], worked: [] }, busy: { whole: [], worked: [] } };
  const add = (to, more) => Object.keys(to).forEach((key) => to[key].push(...more[key]));
  await page.evaluate(keystrokes, 20);
  for (let round = 0; round < rounds; round += 1) {
    add(times.idle, await page.evaluate(keystrokes, 20));
    const job = 1_000_000 + round;
    await page.evaluate(begin, { number, token, job });
    // Reading the list is not the search.
    await page.waitForTimeout(200);
    add(times.busy, await page.evaluate(keystrokes, 20));
    const { stopped } = await page.evaluate(end, { number, job });
    if (!stopped) throw new Error('the search was over before the typing was');
  }
  return [
    ['to the end of the next frame, median', at(times.idle.whole, 0.5), at(times.busy.whole, 0.5)],
    ['to the end of the next frame, 95 of 100', at(times.idle.whole, 0.95), at(times.busy.whole, 0.95)],
    ['work of the page, median', at(times.idle.worked, 0.5), at(times.busy.worked, 0.5)],
  ];
}
