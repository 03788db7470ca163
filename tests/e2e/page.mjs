// The page as a person knows it: what it shows and what can be done with it. The suites ask this
// module and never the markup, so that a changed class name is changed here and nowhere else.

/** The parts of the page, as CSS selectors. */
export const selectors = {
  paste: "#paste",
  report: "#report",
  failure: "#failure",
  failureReason: "#failure-reason",
  announcement: "#said",
  note: "#note",
  progress: ".progress",
  empty: ".empty",
  headline: "#headline",
  verdicts: "#verdicts > li",
  steps: ".steps li",
  findings: "#findings",
  policy: "#policy",
  checks: "#checks > li",
  timeline: "#timeline",
  parts: ".part",
  rows: ".claims tbody tr",
  rawJson: ".raw pre",
  scopes: "#scopes",
  filter: "#filter",
  tabs: "[role=tab]",
  marks: "#backdrop .marks span",
  litMarks: "#backdrop .marks .lit",
  litRow: "tr.lit-row",
  undo: "#undo",
  clear: "#clear",
  file: "#file",
  how: "#how",
  buildFiles: "#build .files li",
  keys: "#keys",
};

/** The policy panel's fields by what they ask for. */
export const expectations = {
  issuer: "#expect-issuer",
  audience: "#expect-audience",
  scopes: "#expect-scopes",
  clientId: "#expect-client",
  tokenType: "#expect-type",
  algorithms: "#expect-algorithms",
  maxLifetime: "#expect-lifetime",
  leeway: "#expect-leeway",
  renewalMargin: "#expect-margin",
};

/** A text with each stretch of white space as one space. */
export const squeezed = (text) => (text ?? "").replace(/\s+/g, " ").trim();

/** A page object around Playwright's `page`. */
export class ClaimlensPage {
  constructor(page) {
    this.page = page;
  }

  /** Opens the page and waits until all of it is there and kept for offline, or has failed and says so. */
  async open(address) {
    await this.page.goto(address);
    await this.whole();
    return this;
  }

  /** Waits until all of the page is there and kept for offline, or has failed and says so. */
  whole() {
    return this.page.waitForFunction(() => {
      const { state, rest, tables, checker, offline } = document.documentElement.dataset;
      return state === "failed" || (state === "ready" && rest && tables && checker && offline);
    });
  }

  /** `ready`, `failed` or `loading`. */
  state() {
    return this.page.evaluate(() => document.documentElement.dataset.state);
  }

  // Putting something in.

  /** Types with real key strokes at the caret. */
  async type(text) {
    await this.page.focus(selectors.paste);
    await this.page.keyboard.type(text);
    await this.settled();
  }

  /** Inserts as an input method does: one input event. */
  async insert(text) {
    await this.page.focus(selectors.paste);
    await this.page.keyboard.insertText(text);
    await this.settled();
  }

  /**
   * Pastes by a clipboard event on `target` (the box unless said otherwise), as the browser sends for
   * Ctrl-V. Like the browser it puts the text at the caret if the page does not prevent that.
   */
  async paste(text, target = selectors.paste) {
    await this.page.evaluate(({ text, target }) => {
      const element = target === "body" ? document.body : document.querySelector(target);
      if (target !== "body") element.focus();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      if (element.dispatchEvent(event) && element.matches("textarea, input")) {
        document.execCommand("insertText", false, text);
      }
    }, { text, target });
    await this.settled();
  }

  /** Replaces what is in the box by a paste over all of it. */
  async replace(text) {
    await this.page.evaluate((box) => document.querySelector(box).select(), selectors.paste);
    await this.paste(text);
  }

  /**
   * Replaces what is in the box by a paste, and reads the headline before the browser had a turn: what
   * came later than that is not in it. Gives `{ headline, turns }`, `turns` being 0.
   */
  async replaceAtOnce(text) {
    const read = await this.page.evaluate(async ({ text, selectors }) => {
      const box = document.querySelector(selectors.paste);
      let turns = 0;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { turns += 1; };
      channel.port2.postMessage(0);
      box.focus();
      box.select();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      if (box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))) {
        document.execCommand("insertText", false, text);
      }
      // The views follow in microtasks, which all run before any other turn.
      for (let wait = 0; wait < 20; wait += 1) await null;
      return { headline: document.querySelector(selectors.headline)?.textContent, turns };
    }, { text, selectors });
    return { headline: squeezed(read.headline), turns: read.turns };
  }

  /** Pastes what is on the clipboard with the real keys, wherever the focus is. */
  async pressPaste() {
    await this.page.keyboard.press("ControlOrMeta+V");
    await this.settled();
  }

  /** Drops a text or a file onto the page. */
  async drop({ text, name, type = "text/plain", asFile = false }) {
    await this.page.evaluate(({ text, name, type, asFile }) => {
      const dataTransfer = new DataTransfer();
      if (asFile) dataTransfer.items.add(new File([text], name, { type }));
      else dataTransfer.setData("text/plain", text);
      for (const kind of ["dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, { text, name, type, asFile });
    await this.settled();
  }

  /** Chooses a file with the button. `file` is a path or `{ name, mimeType, buffer }`. */
  async choose(file) {
    await this.page.setInputFiles(selectors.file, file);
    await this.settled();
  }

  /** Takes a sample: 0 the access token, 1 the broken one, 2 the opaque one. */
  async sample(number) {
    await this.page.click(`[data-do=sample][data-v="${number}"]`);
    await this.settled();
  }

  /** Waits until nothing is being inspected and the views have followed. */
  async settled() {
    await this.page.waitForFunction((progress) => !document.querySelector(progress), selectors.progress);
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }

  async clear() {
    await this.page.click(selectors.clear);
    await this.settled();
  }

  async undo() {
    await this.page.click(selectors.undo);
    await this.settled();
  }

  // What it says.

  text() {
    return this.page.inputValue(selectors.paste);
  }

  async headline() {
    return squeezed(await this.page.textContent(selectors.headline));
  }

  async has(name) {
    return (await this.page.locator(selectors[name]).count()) > 0;
  }

  async note() {
    return squeezed(await this.page.textContent(selectors.note));
  }

  async announcement() {
    return squeezed(await this.page.textContent(selectors.announcement));
  }

  async failure() {
    const shown = await this.page.isVisible(selectors.failure);
    return shown ? squeezed(await this.page.textContent(selectors.failureReason)) : null;
  }

  /** `{ structure: { tone, label, detail }, signature, time, policy }`. */
  verdicts() {
    return this.page.$$eval(selectors.verdicts, (tiles) => Object.fromEntries(tiles.map((tile) => {
      const text = (part) => tile.querySelector(part)?.textContent ?? "";
      return [text(".name").toLowerCase(), { tone: tile.className, label: text(".label"), detail: text(".detail") }];
    })));
  }

  countdown() {
    return this.page.textContent(".countdown");
  }

  steps() {
    return this.page.$$eval(selectors.steps, (steps) => steps.map((step) => ({
      text: step.firstChild?.textContent ?? "",
      command: step.querySelector("pre")?.textContent ?? null,
    })));
  }

  /** `[{ code, message, help, severity }]`, in the order shown; severity `error`, `warning`, `advice`, `information`. */
  findings() {
    return this.page.$$eval(`${selectors.findings} li`, (items) => items.map((item) => {
      const text = (part) => item.querySelector(part)?.textContent ?? "";
      const title = item.closest("div").querySelector("h3").textContent;
      return {
        code: text(".origin code"),
        message: text(".message"),
        help: text(".help"),
        severity: title.match(/error|warning|advice|information/i)?.[0].toLowerCase(),
      };
    }));
  }

  async codes() {
    return (await this.findings()).map((finding) => finding.code);
  }

  /** `[{ part, name, value, meaning, times }]` of every row shown. */
  rows() {
    return this.page.$$eval(selectors.rows, (rows) => rows.map((row) => {
      const text = (part) => row.querySelector(part)?.textContent ?? "";
      return {
        part: row.closest(".part").querySelector("h2").firstElementChild.nextSibling.textContent,
        name: text("th bdi"),
        value: text(".value code, .value > .note"),
        meaning: text(".meaning"),
        times: [...row.querySelectorAll(".time span")].map((span) => span.textContent),
      };
    }));
  }

  /** The row of the first claim of that name. */
  row(name) {
    return this.page.locator(selectors.rows).filter({ has: this.page.locator(`th bdi:text-is(${JSON.stringify(name)})`) }).first();
  }

  /** The value of the first claim of that name, as shown; null if there is none. */
  async claim(name) {
    return (await this.rows()).find((row) => row.name === name)?.value ?? null;
  }

  /** `[{ title, state, selected }]`; empty for a single artefact. */
  tabs() {
    return this.page.$$eval(selectors.tabs, (tabs) => tabs.map((tab) => ({
      title: tab.querySelector("b").textContent,
      state: tab.querySelector("span").textContent,
      selected: tab.getAttribute("aria-selected") === "true",
    })));
  }

  async selectTab(number) {
    await this.page.click(`#tab-${number}`);
    await this.settled();
  }

  /** Where the artefact shown was found and what was taken off; empty for a bare one. */
  async found() {
    return squeezed(await this.page.evaluate(() => document.querySelector(".headline .found")?.firstChild?.textContent));
  }

  /** How many things were found: the tabs, or the one thing there is; 0 before there is a report. */
  async count() {
    return (await this.page.locator(selectors.tabs).count()) || Number(await this.has("headline"));
  }

  /** What the page says and is made of, apart from the box and the colours behind it. */
  dom() {
    return this.page.evaluate(() => {
      const copy = document.documentElement.cloneNode(true);
      copy.querySelector("#backdrop").replaceChildren();
      return copy.outerHTML;
    });
  }

  /** The coloured stretches of the input: `[{ text, classes }]`, those without colour left out. */
  marks() {
    return this.page.$$eval(selectors.marks, (marks) => marks
      .map((mark) => ({ text: mark.textContent, classes: mark.className }))
      .filter((mark) => mark.classes));
  }

  /** The text lit up in the input; empty for none. */
  lit() {
    return this.page.$$eval(selectors.litMarks, (marks) => marks.map((mark) => mark.textContent).join(""));
  }

  scopes() {
    return this.page.$$eval(`${selectors.scopes} > div`, (groups) => Object.fromEntries(groups.map((group) => [
      group.querySelector("h3 code").textContent,
      [...group.querySelectorAll("li")].map((item) => item.textContent),
    ])));
  }

  // Doing something with it.

  /** Fills in expectations by the names of `expectations`, opening the panel first. */
  async expect(values) {
    if (!(await this.page.locator(`${selectors.policy}[open]`).count())) {
      await this.page.click(`${selectors.policy} > summary`);
    }
    for (const [name, value] of Object.entries(values)) {
      await this.page.fill(expectations[name], value);
    }
    await this.settled();
  }

  /** `[{ text, tone, answer }]`. */
  checks() {
    return this.page.$$eval(selectors.checks, (checks) => checks.map((check) => ({
      text: check.textContent,
      tone: check.className,
      answer: check.querySelector(".answer")?.textContent ?? null,
    })));
  }

  /** `system`, `light` or `dark`. */
  async theme(name) {
    await this.page.check(`#theme-${name}`, { force: true });
  }

  /** Shows or hides the raw JSON with its key. */
  async toggleRawJson() {
    await this.page.evaluate(() => document.activeElement?.blur());
    await this.page.keyboard.press("j");
    await this.settled();
  }

  rawJson() {
    return this.page.$$eval(selectors.rawJson, (blocks) => blocks.map((block) => block.textContent));
  }

  /** Presses the copy button of the first claim of that name. */
  async copyClaim(name) {
    await this.row(name).locator(".copy").click();
  }
}
