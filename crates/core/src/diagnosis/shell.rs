//! curl commands: their words, and what they send. Values of secrets are looked at and not kept.

use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::{Caller, Evidence};
use super::hosts::urls;
use super::lines;

/// How many commands, and how many words of one, are read.
const MAX: usize = 20;
const MAX_WORDS: usize = 200;

/// The words of each curl command in a text.
pub(super) fn commands(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("curl").take(200) {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let rest = text.get(at + 4..).unwrap_or_default();
        let rest = rest.strip_prefix(".exe").unwrap_or(rest);
        let begins =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '$' | '`' | '>' | '(' | '\''));
        if begins && rest.starts_with([' ', '\t']) && found.len() < MAX {
            let words = words(rest);
            // `curl: (6) …` and prose about curl are no commands.
            if words
                .iter()
                .any(|word| word.contains("://") || word.starts_with('-'))
            {
                found.push(words);
            }
        }
    }
    found
}

/// The words up to the end of the command, quotes and continued lines taken off.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut open = false;
    let mut quote = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\' | '^', None) if matches!(letters.peek(), Some('\n' | '\r')) => {
                while matches!(letters.peek(), Some('\n' | '\r')) {
                    letters.next();
                }
            }
            ('\\', None | Some('"')) => {
                word.extend(letters.next());
                open = true;
            }
            ('\'' | '"', None) => {
                quote = Some(letter);
                open = true;
            }
            (_, Some(ends)) if letter == ends => quote = None,
            ('\n' | ';' | '|', None) => break,
            (' ' | '\t', None) => {
                if open {
                    words.push(core::mem::take(&mut word));
                }
                open = false;
            }
            _ => {
                word.push(letter);
                open = true;
            }
        }
        if words.len() >= MAX_WORDS || word.len() > 100_000 {
            break;
        }
    }
    if open {
        words.push(word);
    }
    words
}

/// What a command sends.
pub(super) fn read(words: &[String], seen: &mut Evidence) {
    let mut words = words.iter().map(String::as_str);
    let mut says_caller = false;
    let mut has_data = false;
    let mut relevant = false;
    while let Some(word) = words.next() {
        for (host, path) in urls(word) {
            relevant |= super::hosts::host(&host).is_some() || super::hosts::is_guessed(&host);
            seen.name_host(&host, path);
        }
        match word {
            "-X" | "--request" => seen.method = String::from(words.next().unwrap_or_default()),
            "-H" | "--header" => {
                let header = words.next().unwrap_or_default();
                if let Some((name, value)) = header.split_once(':') {
                    says_caller |= name.trim().eq_ignore_ascii_case("authorization");
                    request_header(name.trim(), value.trim(), seen);
                }
            }
            "-u" | "--user" => {
                says_caller = true;
                seen.caller = Caller::Basic;
                let user = words.next().unwrap_or_default();
                if !user.contains('$') {
                    lines::credentials(user, seen);
                }
            }
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-urlencode" | "--json" => {
                has_data = true;
                let data = words.next().unwrap_or_default();
                seen.json_body |= word == "--json" || data.trim_start().starts_with('{');
                lines::form(data, seen);
            }
            _ => {}
        }
    }
    if !relevant {
        return;
    }
    seen.request_seen = true;
    if seen.method.is_empty() {
        seen.method = String::from(if has_data { "POST" } else { "GET" });
    }
    if !says_caller && seen.caller == Caller::Unseen {
        seen.caller = Caller::Nobody;
    }
}

fn request_header(name: &str, value: &str, seen: &mut Evidence) {
    if name.eq_ignore_ascii_case("authorization") {
        // `$(echo -n … | base64)` and `$TOKEN` are looked at for their scheme only.
        lines::authorization(value, seen);
    } else if name.eq_ignore_ascii_case("content-type") {
        seen.json_body |= value.to_ascii_lowercase().contains("json");
    }
}
