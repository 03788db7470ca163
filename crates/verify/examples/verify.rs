//! Reads a token on standard input and prints the outcome of checking it, so that other tools can drive
//! this crate.
//!
//! ```text
//! pbpaste | cargo run -q -p claimlens-verify --example verify -- --key public.pem
//! ```

use std::error::Error;
use std::io::{self, BufRead as _, Read as _, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use claimlens_verify::{Context, Forms, KeySet, SecretReading, read_keys, verify};
use serde_json::{Value, json};

const USAGE: &str = "usage: verify [--key FILE]... [--secret READING] [--payload FILE] [--now UNIX_SECONDS]
              [--access-token FILE] [--compact] [--own-key] [--lines]
Reads a token on standard input and prints what checking it gave, as JSON.
  --key FILE           a key in any form: PEM, DER, JWK, JWK Set, OpenSSH, a secret; several times for several
  --secret READING     how a key that is a secret is written: text (default), base64, base64url, hex
  --payload FILE       the payload of a token that travels without it
  --now UNIX_SECONDS   the moment to judge for (default: now)
  --access-token FILE  an access token beside it: for ath and at_hash
  --compact            take Compact Serialization only
  --own-key            try the key that the token brings, knowing that it proves nothing
  --lines              each input line is a JSON object with id, text, key and now (and secret, payload,
                       access_token, code, form, own_key); each output line one with id and report";

#[derive(Default)]
struct Options {
    keys: Vec<String>,
    reading: SecretReading,
    payload: Option<String>,
    access_token: Option<String>,
    now: Option<i64>,
    forms: Forms,
    own_key: bool,
    lines: bool,
    help: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("verify: {error}");
            ExitCode::from(2)
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the crate has no clock; its command line gives it one"
)]
fn run() -> Result<(), Box<dyn Error>> {
    let options = options(std::env::args().skip(1))?;
    let mut out = io::stdout().lock();
    if options.help {
        writeln!(out, "{USAGE}")?;
        return Ok(());
    }
    let now = match options.now {
        Some(now) => now,
        None => i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?,
    };
    let mut keys = KeySet::default();
    for file in &options.keys {
        let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
        keys.add(read_keys(&bytes, options.reading));
    }
    let mut context = Context {
        now,
        forms: options.forms,
        try_own_keys: options.own_key,
        ..Context::default()
    };
    if let Some(file) = &options.payload {
        context.detached = Some(std::fs::read(file).map_err(|error| format!("{file}: {error}"))?);
    }
    if let Some(file) = &options.access_token {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        context.access_token = Some(text.trim().to_owned());
    }
    if options.lines {
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let answer = answer(&line?, &keys, &options, &context)
                .map_err(|error| format!("line {}: {error}", number + 1))?;
            serde_json::to_writer(&mut out, &answer)?;
            writeln!(out)?;
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let outcome = verify(&String::from_utf8_lossy(&bytes), &keys, &context);
    serde_json::to_writer_pretty(&mut out, &outcome)?;
    writeln!(out)?;
    Ok(())
}

/// The answer to one line.
fn answer(
    line: &str,
    keys: &KeySet,
    options: &Options,
    context: &Context,
) -> Result<Value, Box<dyn Error>> {
    let line: Value = serde_json::from_str(line)?;
    let text = |name: &str| line[name].as_str().map(str::to_owned);
    let mut keys = keys.clone();
    let reading = match text("secret") {
        Some(word) => reading(&word)?,
        None => options.reading,
    };
    match &line["key"] {
        Value::Null => {}
        Value::String(key) => keys.add(read_keys(key.as_bytes(), reading)),
        key => keys.add(read_keys(key.to_string().as_bytes(), reading)),
    }
    let mut context = context.clone();
    if let Some(now) = line["now"].as_i64() {
        context.now = now;
    }
    if let Some(payload) = text("payload") {
        context.detached = Some(payload.into_bytes());
    }
    context.access_token = text("access_token").or(context.access_token);
    context.code = text("code").or(context.code);
    if line["form"] == "compact" {
        context.forms = Forms::CompactOnly;
    }
    if let Some(own_key) = line["own_key"].as_bool() {
        context.try_own_keys = own_key;
    }
    let token = match &line["text"] {
        Value::String(text) => text.clone(),
        Value::Null => return Err("there is no text".into()),
        object => object.to_string(),
    };
    let report = verify(&token, &keys, &context);
    Ok(json!({ "id": line["id"], "report": report }))
}

fn reading(word: &str) -> Result<SecretReading, String> {
    SecretReading::of(word).ok_or_else(|| {
        let words: Vec<&str> = SecretReading::ALL.map(SecretReading::word).to_vec();
        format!("{word:?} is none of {}", words.join(", "))
    })
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, Box<dyn Error>> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))
        };
        match word.as_str() {
            "--key" => options.keys.push(value()?),
            "--secret" => options.reading = reading(&value()?)?,
            "--payload" => options.payload = Some(value()?),
            "--access-token" => options.access_token = Some(value()?),
            "--now" => {
                let text = value()?;
                let now = text
                    .parse()
                    .map_err(|_| format!("--now: {text:?} is no whole number of seconds"))?;
                options.now = Some(now);
            }
            "--compact" => options.forms = Forms::CompactOnly,
            "--own-key" => options.own_key = true,
            "--lines" => options.lines = true,
            "--help" | "-h" => options.help = true,
            other => return Err(format!("{other:?} is no option\n{USAGE}").into()),
        }
    }
    Ok(options)
}
