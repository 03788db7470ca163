//! What a client may get of an upstream's answer: one answer, whole, with no header but those that are known.

/// Every name an answer may have.
const NAMES: &[&str] = &[
    "cache-control",
    "connection",
    "content-length",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "date",
    "inin-correlation-id",
    "inin-ratelimit-allowed",
    "inin-ratelimit-count",
    "inin-ratelimit-reset",
    "permissions-policy",
    "pragma",
    "referrer-policy",
    "retry-after",
    "vary",
    "x-content-type-options",
    "x-frame-options",
];

/// Says what is wrong with the bytes that a client got.
pub(crate) fn check(said: &[u8]) -> Result<(), String> {
    let at = said.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = said
        .split_at_checked(at.ok_or("no answer")? + 4)
        .ok_or("no answer")?;
    let head = std::str::from_utf8(head).map_err(|_| "the head is no text")?;
    let mut lines = head.trim_end().split("\r\n");
    let first = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 "));
    let status = first.and_then(|rest| rest.get(..3)).ok_or("no status")?;
    if !["2", "4", "5"].contains(&&status[..1]) {
        return Err(format!("the status {status}"));
    }
    let mut length = None;
    for line in lines {
        let (name, value) = line.split_once(": ").ok_or("a line without a name")?;
        if !NAMES.contains(&name) {
            return Err(format!("the header {name}"));
        }
        if value.bytes().any(|byte| !(b' '..=b'~').contains(&byte)) {
            return Err(format!("the value of {name}"));
        }
        if name == "content-length" && length.replace(value).is_some() {
            return Err("two lengths".into());
        }
        if name == "content-type"
            && !["application/json", "text/plain"]
                .iter()
                .any(|known| starts(value, known))
        {
            return Err(format!("the type {value}"));
        }
    }
    let length = length.map_or(Ok(0), str::parse::<usize>);
    if length == Ok(body.len()) {
        Ok(())
    } else {
        Err(format!("{} bytes of a body of {length:?}", body.len()))
    }
}

fn starts(value: &str, known: &str) -> bool {
    value
        .get(..known.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(known))
}
