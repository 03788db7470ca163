// Starts the page where all of it is one file: what the program would fetch is in this document, compressed, in
// elements that carry the names. There is no network behind this: whatever else is asked for is refused here,
// and by the policy. Errors go to the guard at the top of the document, which shows them.
const root = document.documentElement.dataset;
const fail = (words) => dispatchEvent(new CustomEvent("claimlens:failure", { detail: words }));
const types = { js: "text/javascript", json: "application/json", txt: "text/plain", wasm: "application/wasm" };

/** The content of a file as a stream, or nothing where it is not in this document. */
function unpacked(name) {
  const element = document.querySelector(`script[data-file="${CSS.escape(name)}"]`);
  if (!element) return undefined;
  const packed = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  return new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
}

globalThis.fetch = async (asked) => {
  const address = typeof asked === "string" ? asked : asked.url;
  const name = address.slice(address.lastIndexOf("/") + 1);
  const content = unpacked(name);
  if (!content) throw new TypeError("This page is one file and asks nobody for anything.");
  return new Response(content, { headers: { "content-type": types[name.slice(name.lastIndexOf(".") + 1)] } });
};

async function start() {
  try {
    if (typeof WebAssembly !== "object") {
      throw new Error("This browser has no WebAssembly, or it is switched off.");
    }
    if (typeof DecompressionStream !== "function") {
      throw new Error("This browser is too old for this file: it cannot unpack what is inside.");
    }
    try {
      await wasm_bindgen({ module_or_path: await new Response(unpacked("program.wasm")).arrayBuffer() });
    } catch (error) {
      throw new Error(`The program in this file did not start (${error.message}). The file may be damaged.`);
    }
    root.rest = "loaded";
    root.offline = "single";
    if (root.state === "loading") root.state = "ready";
  } catch (error) {
    fail(error.message);
  }
}

start();
