//! The page in a real browser, below the end-to-end suites: what only a DOM can show.
//!
//! The tests share one document, as `wasm-bindgen-test` runs them, so the page is started once, on the
//! shell that `index.html` has, and emptied before each test.
#![cfg(target_arch = "wasm32")]

use std::cell::Cell;

use claimlens_core::jose::base64url::encode;
use claimlens_web::platform::clock::breathe;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SHELL: &str = include_str!("../../index.html");

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a piece of JavaScript: what a browser or a person would do, or see.
fn js(code: &str) -> JsValue {
    js_sys::Function::new_no_args(code)
        .call0(&JsValue::NULL)
        .expect("the test's own JavaScript runs")
}

/// The text that an expression gives.
fn text(expression: &str) -> String {
    let value = js(&format!("return String({expression})"));
    value.as_string().expect("a text")
}

/// The text of an element.
fn text_of(selector: &str) -> String {
    text(&format!(
        "document.querySelector('{selector}')?.textContent"
    ))
}

fn count(selector: &str) -> String {
    text(&format!("document.querySelectorAll('{selector}').length"))
}

/// Brings the page up, once, with something typed before; then empties it.
async fn page() {
    if !STARTED.replace(true) {
        let body = SHELL.split_once("<body>").map_or("", |(_, body)| body);
        let body = body.split_once("</body>").map_or("", |(body, _)| body);
        let shell = js_sys::Function::new_with_args(
            "html",
            "const shell = document.createElement('div'); shell.id = 'shell';
             shell.innerHTML = html; document.body.append(shell)",
        );
        _ = shell.call1(&JsValue::NULL, &body.into());
        js("const box = document.getElementById('paste');
            box.value = 'typed before'; box.focus(); box.setSelectionRange(5, 5);
            window.boxBefore = box");
        claimlens_web::start();
        breathe().await;
        return;
    }
    input("").await;
    breathe().await;
}

/// Waits until the browser has drawn a frame, and what was to follow it is done.
async fn drawn() {
    let frame = js(
        "return new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))",
    );
    _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(frame)).await;
}

/// Puts a text into the box as typing does.
async fn input(content: &str) {
    let set = js_sys::Function::new_with_args(
        "content",
        "const box = document.getElementById('paste'); box.readOnly = false; box.value = content;
         box.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    );
    _ = set.call1(&JsValue::NULL, &content.into());
    drawn().await;
}

/// Sends a paste event as Ctrl-V does.
async fn paste(content: &str, target: &str) {
    let send = js_sys::Function::new_with_args(
        "content, target",
        "const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', content);
         document.querySelector(target).dispatchEvent(
           new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))",
    );
    _ = send.call2(&JsValue::NULL, &content.into(), &target.into());
    breathe().await;
}

async fn wait_until(expression: &str) {
    for _ in 0..500 {
        if text(expression) == "true" {
            return;
        }
        breathe().await;
    }
    panic!("never became true: {expression}");
}

fn token(payload: &str) -> String {
    let header = encode(br#"{"alg":"HS256","typ":"JWT"}"#);
    let signature = encode(&[7; 32]);
    format!("{header}.{}.{signature}", encode(payload.as_bytes()))
}

#[wasm_bindgen_test]
async fn what_was_typed_before_is_kept_and_answered() {
    page().await;
    assert_eq!(
        text("window.boxBefore === document.getElementById('paste')"),
        "true",
        "the textarea is the one that stood in index.html"
    );
    assert_eq!(count("#shell .box textarea"), "1");
    input("typed before and after").await;
    assert_eq!(
        text("document.getElementById('paste').value"),
        "typed before and after"
    );
    assert_ne!(text_of("#headline"), "undefined");
}

#[wasm_bindgen_test]
async fn a_paste_becomes_a_report_in_its_order() {
    page().await;
    input(&token(r#"{"iss":"https://a.example/","sub":"me"}"#)).await;
    let order = text(
        "[...document.querySelectorAll('#headline, #verdicts, #policy, .part h2')]
         .map((e) => e.id || e.childNodes[1].textContent).join(' > ')",
    );
    assert!(
        order.starts_with("headline > verdicts > policy > JOSE Header"),
        "{order}"
    );
    assert_eq!(count("#verdicts > li"), "4");
    assert_eq!(text_of("#verdicts > li:nth-child(2) .label"), "Not checked");
    assert_eq!(text_of(".part.payload tbody tr th bdi"), "iss");
    assert_eq!(
        text_of(".part.payload tbody tr .value bdi"),
        "https://a.example/"
    );
}

#[wasm_bindgen_test]
async fn places_are_counted_as_the_browser_counts() {
    page().await;
    let token = token(r#"{"sub":"me"}"#);
    input(&format!("\u{1F511}\u{1F511} é {token}")).await;
    js("document.querySelector('.part.payload button.name').click()");
    let selected = "(() => { const b = document.getElementById('paste');
                    return b.value.slice(b.selectionStart, b.selectionEnd) })()";
    let payload = encode(br#"{"sub":"me"}"#);
    // Name and value without the braces around them: the first and last characters carry bits of both.
    let found = text(selected);
    assert!(
        payload.contains(&found) && found.len() + 3 > payload.len(),
        "{found}"
    );
}

#[wasm_bindgen_test]
async fn a_claim_and_its_bytes_light_up_together() {
    page().await;
    input(&token(r#"{"sub":"me","aud":"you"}"#)).await;
    js("document.querySelector('.part.payload button.name')
        .dispatchEvent(new PointerEvent('pointermove', { bubbles: true }))");
    breathe().await;
    assert_ne!(count("#backdrop .lit"), "0");
    js("const b = document.getElementById('paste'); b.focus();
        b.setSelectionRange(b.value.indexOf('.') + 20, b.value.indexOf('.') + 20);
        document.dispatchEvent(new Event('selectionchange'))");
    breathe().await;
    assert_eq!(text_of("tr.lit-row th bdi"), "aud");
}

#[wasm_bindgen_test]
async fn the_colours_lie_exactly_behind_the_text() {
    page().await;
    input(&format!("Bearer {}\nand after\n", token(r#"{"a":1}"#))).await;
    let same = "document.querySelector('#backdrop').textContent.replace('\u{200B}', '')
                === document.getElementById('paste').value";
    assert_eq!(text(same), "true");
    assert_eq!(count("#backdrop .header"), "1");
    let metric = |name: &str| {
        text(&format!(
            "['paste', 'backdrop'].map((id) => getComputedStyle(document.getElementById(id)).{name}).join('|')"
        ))
    };
    // The style sheet is not loaded here; what is set on the elements themselves must not differ.
    assert_eq!(metric("zoom"), "1|1");
    input(&"x".repeat(40_000)).await;
    assert_eq!(count("#backdrop .marks span"), "0");
    assert!(text_of("#note").contains("not coloured"));
}

#[wasm_bindgen_test]
async fn tabs_are_walked_with_the_arrow_keys() {
    page().await;
    input(&format!(
        "{}\n\n{}",
        token(r#"{"sub":"a"}"#),
        token(r#"{"sub":"b"}"#)
    ))
    .await;
    assert_eq!(count("[role=tab]"), "2");
    let press = |key: &str| {
        js(&format!(
            "document.querySelector('[role=tab][aria-selected=true]').focus();
             document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
               {{ key: '{key}', bubbles: true, cancelable: true }}))"
        ));
    };
    press("ArrowDown");
    breathe().await;
    breathe().await;
    assert_eq!(text_of(".part.payload .value bdi"), "b");
    assert_eq!(text("document.activeElement.id"), "tab-1");
    press("ArrowRight");
    breathe().await;
    assert_eq!(text_of(".part.payload .value bdi"), "a", "round at the end");
    assert_eq!(count("[role=tab][tabindex=\"0\"]"), "1");
}

#[wasm_bindgen_test]
async fn the_theme_is_switched_and_remembered_as_a_word() {
    page().await;
    let choose = |theme: &str| {
        js(&format!(
            "const r = document.getElementById('theme-{theme}'); r.checked = true;
             r.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ));
    };
    choose("dark");
    assert_eq!(text("document.documentElement.dataset.theme"), "dark");
    assert_eq!(text("localStorage.getItem('claimlens.theme')"), "dark");
    choose("system");
    assert_eq!(text("document.documentElement.dataset.theme"), "undefined");
    assert_eq!(text("localStorage.length"), "0");
}

#[wasm_bindgen_test]
async fn copying_works_without_the_clipboard_api() {
    page().await;
    input(&token(r#"{"sub":"copy \"me\""}"#)).await;
    js("Object.defineProperty(window, 'isSecureContext', { value: false, configurable: true });
        document.execCommand = (command) => {
          window.copied = command + ':' + document.activeElement.value; return true };
        const button = document.querySelector('.part.payload .copy'); button.focus(); button.click()");
    breathe().await;
    assert_eq!(text("window.copied"), "copy:copy \"me\"");
    assert_eq!(text_of("#said"), "Copied: value.");
    assert_eq!(
        count("textarea.sr"),
        "0",
        "the field it was copied from is gone"
    );
    assert_eq!(
        text("document.activeElement.className"),
        "copy",
        "the focus is back"
    );
    js("delete window.isSecureContext; delete document.execCommand");
}

#[wasm_bindgen_test]
async fn many_claims_and_long_values_are_folded() {
    page().await;
    let claims: Vec<String> = (0..5000).map(|n| format!("\"c{n}\":{n}")).collect();
    input(&token(&format!("{{{}}}", claims.join(",")))).await;
    assert_eq!(count(".part.payload tbody tr"), "100");
    assert!(text_of(".claims > button").contains("5,000"));
    input(&token(&format!(r#"{{"long":"{}"}}"#, "x".repeat(1000)))).await;
    assert!(text_of(".part.payload .value").contains("1,000 characters"));
    js("document.querySelector('.part.payload .value .link').click()");
    breathe().await;
    assert_eq!(
        text("document.querySelector('.part.payload .value bdi').textContent.length"),
        "1000"
    );
}

#[wasm_bindgen_test]
async fn expectations_judge_again_without_touching_the_claims() {
    page().await;
    input(&token(r#"{"iss":"https://a.example/"}"#)).await;
    js(
        "window.tableBefore = document.querySelector('.part.payload table');
        const f = document.getElementById('expect-issuer'); f.value = 'https://b.example/';
        f.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    );
    breathe().await;
    assert!(text_of("#checks").contains("401 invalid_token"));
    assert_eq!(
        text("window.tableBefore === document.querySelector('.part.payload table')"),
        "true"
    );
    assert!(text("sessionStorage.getItem('claimlens.expectations')").contains("b.example"));
    js("document.querySelector('[data-do=expect-nothing]').click()");
    breathe().await;
    assert_eq!(text("sessionStorage.length"), "0");
}

#[wasm_bindgen_test]
async fn clear_can_be_undone() {
    page().await;
    let token = token(r#"{"sub":"me"}"#);
    input(&token).await;
    js("document.getElementById('clear').click()");
    breathe().await;
    assert_eq!(text("document.getElementById('paste').value"), "");
    assert_ne!(count(".empty"), "0");
    js("document.getElementById('undo').click()");
    breathe().await;
    assert_eq!(text("document.getElementById('paste').value"), token);
    assert_eq!(count("#undo"), "0");
}

#[wasm_bindgen_test]
async fn a_large_paste_stays_out_of_the_box_and_is_inspected_whole() {
    page().await;
    let token = token(r#"{"sub":"in the middle"}"#);
    let filler = "lorem ipsum ".repeat(120_000);
    paste(&format!("{filler}\n{token}\n{filler}"), "#paste").await;
    wait_until("document.querySelector('.part.payload') !== null").await;
    assert_eq!(
        text("document.getElementById('paste').value.length < 5000"),
        "true"
    );
    assert_eq!(text("document.getElementById('paste').readOnly"), "true");
    assert!(text_of("#note").contains("2.9 MB, shown in part; all of it is inspected"));
    assert_eq!(text_of(".part.payload .value bdi"), "in the middle");
    paste("short again", "body").await;
    assert_eq!(text("document.getElementById('paste').readOnly"), "false");
    assert_eq!(
        text("document.getElementById('paste').value"),
        "short again"
    );
}

#[wasm_bindgen_test]
async fn nothing_of_a_paste_is_kept_and_nothing_is_styled_inline() {
    page().await;
    let address = text("location.href");
    input(&token(r#"{"sub":"someone","exp":1,"scope":"a b"}"#)).await;
    breathe().await;
    assert_eq!(text("localStorage.length + sessionStorage.length"), "0");
    assert_eq!(text("location.href"), address);
    assert_eq!(count("#shell [style]"), "0");
    assert_eq!(count("#shell script"), "0");
}

#[wasm_bindgen_test]
async fn text_of_a_token_stays_text_and_keeps_to_itself() {
    page().await;
    input(&token(
        r#"{"<b>x":"<img src=x onerror=alert(1)> \u202e\u05d0"}"#,
    ))
    .await;
    assert_eq!(count("#report img"), "0");
    assert_eq!(
        text("document.querySelector('.part.payload .value bdi').dir"),
        "auto"
    );
    assert_eq!(text_of(".part.payload tbody th bdi"), "<b>x");
}
