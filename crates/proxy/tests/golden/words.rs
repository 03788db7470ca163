//! Good requests to begin with, and pieces that make bad ones of them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Good requests, and how many calls each is, which its file's name begins with. The fuzz target `heads` begins
/// with them, too.
pub(crate) fn seeds() -> Vec<(Vec<u8>, usize)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/heads");
    let entries = fs::read_dir(folder).expect("the seeds");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a seed").path()).collect();
    paths.sort();
    let seed = |path: PathBuf| {
        let name = path.file_name().and_then(OsStr::to_str).expect("a name");
        let calls = name.split('-').next().and_then(|calls| calls.parse().ok());
        (fs::read(&path).expect("a seed"), calls.expect("a number"))
    };
    paths.into_iter().map(seed).collect()
}

/// What attacks are made of.
pub(crate) const PIECES: &[&str] = &[
    "\r\n",
    "\n",
    "\r",
    "\0",
    " ",
    "\t",
    ":",
    "/",
    "//",
    "/..",
    "%2f",
    "%2e%2e",
    "%0d%0a",
    "%00",
    "?",
    "&",
    "#",
    "@",
    ";",
    "=",
    "\\",
    "\r\n\r\n",
    "\u{ff0f}",
    "\u{fe55}",
    "Host: evil.example\r\n",
    "Host: localhost\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding: identity\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: +29\r\n",
    "Content-Length: 29\r\n",
    "Content-Encoding: gzip\r\n",
    "Authorization: Basic b3RoZXI6b25l\r\n",
    "Authorization: Bearer other\r\n",
    "Authorization: ",
    "Cookie: a=b\r\n",
    "X-Forwarded-Host: evil.example\r\n",
    "X-Original-URL: /admin\r\n",
    "Origin: https://evil.example\r\n",
    "Origin: http://localhost\r\n",
    "Origin: null\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: websocket\r\nConnection: upgrade\r\n",
    "Connection: close\r\n",
    " folded\r\n",
    "https://evil.example/",
    "http://localhost",
    "evil.example",
    "HTTP/1.0",
    "HTTP/2.0",
    "CONNECT",
    "PUT",
    "?preserveIdleTTL=false",
    "?pageSize=1&pageSize=2",
    "?expand=%2C",
    "&grant_type=password",
    "&client_secret=x",
    "&scope=x",
    "&code_verifier=v&client_id=c",
    "mypurecloud.com",
    "us-east-1",
    "demo",
    "0\r\n\r\n",
    "5\r\nhello\r\n0\r\n\r\n",
    "GET /mypurecloud.ie/api/v2/users/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abc\r\n\r\n",
];

/// Keys of regions, and what is like one.
pub(crate) const REGIONS_AND_NOT: &[&str] = &[
    "mypurecloud.com",
    "mypurecloud.com.au",
    "mypurecloud.ie",
    "use2.us-gov-pure.cloud",
    "eusc-de-east-1",
    "us-east-1",
    "eu-west-1",
    "MYPURECLOUD.IE",
    "mypurecloud.ie.",
    "login.mypurecloud.ie",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "evil.example",
    "mypurecloud.ie@evil.example",
    "mypurecloud.ie%40evil.example",
    "mypurecloud.ie:8443",
    "mypurecloud.ie/..",
    "..",
    "%2e%2e",
    "mypurecloud%2eie",
    "",
    "xn--mypurecloud.ie",
];

/// Two good calls but for the region, which is these bytes.
pub(crate) fn of_region(region: &[u8]) -> Vec<u8> {
    let form = "grant_type=client_credentials";
    let token = format!(
        "/login/oauth/token HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic aWQ6c2VjcmV0\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}GET /",
        form.len()
    );
    let me = "/api/v2/tokens/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abc\r\n\r\n";
    [b"POST /", region, token.as_bytes(), region, me.as_bytes()].concat()
}

/// Lines of answers.
pub(crate) const ANSWER_LINES: &[&str] = &[
    "Content-Type: application/json\r\n",
    "Content-Type: text/html\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 99999999\r\n",
    "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Location: https://evil.example/\r\n",
    "Set-Cookie: a=b\r\n",
    "Access-Control-Allow-Origin: *\r\n",
    "Retry-After: 3\r\n",
    "ININ-Correlation-Id: c\r\n",
    "inin-ratelimit-count: \u{e9}\r\n",
    "X: a\rb\r\n",
    "X: a\nSet-Cookie: b\r\n",
    " folded\r\n",
    "\r\nHTTP/1.1 200 OK\r\n",
];
