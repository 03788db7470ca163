// Starts the page: fetches the WASM beside its JavaScript glue and hands the one to the other. Also loads
// the second WASM file, when the program asks for it once the page is ready, the styles of what it brings, and then starts the service
// worker.
//
// The build writes into this script's tag where they are and what the WASM must hash to. The glue's
// hash stands in the import map, which holds for import() too; this file's own in its tag.
// Whatever fails is told to the guard in index.html, which shows it: the textarea goes on working.
const { js, wasm, wasmIntegrity, rest, restIntegrity, style, styleIntegrity } = document.querySelector("script[data-wasm]").dataset;
const at = (path) => new URL(path, document.baseURI).href;
const name = (path) => path.slice(path.lastIndexOf("/") + 1);
const unlike = "could not be loaded, or is not the file this page was built with";
const root = document.documentElement.dataset;
const fail = (words) => dispatchEvent(new CustomEvent("claimlens:failure", { detail: words }));

async function glue() {
  try {
    return await import(at(js));
  } catch (error) {
    throw new Error(`${name(js)} ${unlike} (${error.message}).`);
  }
}

async function program(path, integrity = "") {
  let response;
  try {
    response = await fetch(at(path), { integrity });
  } catch (error) {
    throw new Error(`${name(path)} ${unlike} (${error.message}).`);
  }
  if (!response.ok) {
    throw new Error(`${name(path)} could not be loaded: the server answered ${response.status}.`);
  }
  return response;
}

// What the first WASM file exports, by which the second is tied to it.
let exported;

// Called by the program (the glue imports this file under the name `__wasm_split.js`, see the import map):
// loads the second WASM file and calls a function of the program's, by its number, with whether it worked.
export async function __wasm_split_load_rest(callback, data) {
  let loaded = false;
  try {
    await WebAssembly.instantiateStreaming(program(rest, restIntegrity), { __wasm_split: exported });
    loaded = true;
  } catch (error) {
    fail(`${error.message} It holds what claims mean, the checks of what you expect, all that is no JWT, and what most buttons and keys do: without it, JWTs are decoded and nothing else is said of them.`);
  }
  // Taking it in was a task, and what it then does is another: between them there is time for an input.
  await new Promise((done) => { setTimeout(done); });
  exported.__indirect_function_table.get(callback)(data, loaded);
  root.rest = loaded ? "loaded" : "failed";
  keep();
}

// Has the service worker keep this build's files, once all of the page is there, and notes how that went.
// Browsers allow it on https and on this machine's own addresses.
async function keep() {
  try {
    const workers = navigator.serviceWorker;
    // A worker of a newer build names its files. Nothing is loaded by that: it is for the person to say when.
    workers.addEventListener("message", ({ data }) => {
      if (data.files && !data.files.includes(name(js))) document.getElementById("update").hidden = false;
    });
    workers.startMessages();
    const { installing } = await workers.register(at("sw.js"), { updateViaCache: "none" });
    // One that cannot get all files is given up; the browser says so to nobody but this.
    await new Promise((done, fail) => {
      installing?.addEventListener("statechange", () => installing.state === "redundant" && fail());
      workers.ready.then(done);
    });
    root.offline = "ready";
  } catch {
    root.offline = isSecureContext ? "failed" : "insecure";
  }
}

async function start() {
  try {
    if (typeof WebAssembly !== "object") {
      throw new Error("This browser has no WebAssembly, or it is switched off.");
    }
    const [{ default: initialise }, response] = await Promise.all([glue(), program(wasm, wasmIntegrity)]);
    try {
      exported = await initialise({ module_or_path: response });
    } catch (error) {
      throw new Error(`${name(wasm)} was loaded but did not start (${error.message}).`);
    }
    // A style sheet may have failed meanwhile: that notice stays.
    if (root.state === "loading") root.state = "ready";
    // Beside the second WASM file, and there before it: what that brings is shown with its styles.
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: at(style), integrity: styleIntegrity ?? "" }));
  } catch (error) {
    fail(error.message);
  }
}

// Not awaited: the glue waits for this file to have run.
start();
