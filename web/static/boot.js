// Starts the page: fetches the WASM beside its JavaScript glue and hands the one to the other.
//
// The build writes into this script's tag where they are and what the WASM must hash to. The glue's
// hash stands in the import map, which holds for import() too; this file's own in its tag.
// Whatever fails is told to the guard in index.html, which shows it: the textarea goes on working.
const { js, wasm, wasmIntegrity = "" } = document.querySelector("script[data-wasm]").dataset;
const at = (path) => new URL(path, document.baseURI).href;
const name = (path) => path.slice(path.lastIndexOf("/") + 1);

async function glue() {
  try {
    return await import(at(js));
  } catch (error) {
    throw new Error(`${name(js)} could not be loaded, or is not the file this page was built with (${error.message}).`);
  }
}

async function program() {
  let response;
  try {
    response = await fetch(at(wasm), { integrity: wasmIntegrity });
  } catch (error) {
    throw new Error(`${name(wasm)} could not be loaded, or is not the file this page was built with (${error.message}).`);
  }
  if (!response.ok) {
    throw new Error(`${name(wasm)} could not be loaded: the server answered ${response.status}.`);
  }
  return response;
}

try {
  if (typeof WebAssembly !== "object") {
    throw new Error("This browser has no WebAssembly, or it is switched off.");
  }
  const [{ default: start }, response] = await Promise.all([glue(), program()]);
  try {
    await start({ module_or_path: response });
  } catch (error) {
    throw new Error(`${name(wasm)} was loaded but did not start (${error.message}).`);
  }
  // A style sheet may have failed meanwhile: that notice stays.
  if (document.documentElement.dataset.state === "loading") {
    document.documentElement.dataset.state = "ready";
  }
} catch (error) {
  dispatchEvent(new CustomEvent("claimlens:failure", { detail: error.message }));
}
