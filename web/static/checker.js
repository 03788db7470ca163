// The checker's worker: this stands behind the glue that wasm-bindgen made, in one script.
//
// The page sends the WASM first, as bytes, and then requests, each a text of JSON; answers come back alike. What is no
// text says that the checker has died, which is the end of this worker. Nothing here asks for anything by an
// address.

/** How long it works before it looks whether something came, in milliseconds. */
const SLICE = 40;

/** Requests that came before the WASM did. */
let waiting = [];

// A message to itself comes behind those that came meanwhile; a timer would wait longer.
const { port1, port2 } = new MessageChannel();
let isGoing = false;
const goOn = () => {
  isGoing = true;
  port2.postMessage(0);
};

/** Does what `work` says; if that fails, which it does only where the WASM stops, so does this worker. */
function orDie(work) {
  try {
    work();
  } catch {
    postMessage(null);
    close();
  }
}

/** Works for a slice, and tells how far it is. */
function turn() {
  isGoing = false;
  const until = performance.now() + SLICE;
  for (;;) {
    const answer = wasm_bindgen.step();
    if (answer !== undefined) postMessage(answer);
    const isOver = performance.now() >= until;
    if (answer === undefined && !isOver) continue;
    const progress = wasm_bindgen.progress();
    if (progress === undefined) return;
    if (isOver) {
      postMessage(progress);
      goOn();
      return;
    }
  }
}

function take(request) {
  const answer = wasm_bindgen.take(request);
  if (answer !== undefined) postMessage(answer);
  if (!isGoing) goOn();
}

port1.onmessage = () => orDie(turn);

onmessage = ({ data }) => orDie(() => {
  if (typeof data !== "string") {
    wasm_bindgen.initSync({ module: data });
    const came = waiting;
    waiting = undefined;
    came.forEach(take);
  } else if (waiting) {
    waiting.push(data);
  } else {
    take(data);
  }
});
