//! Good requests to begin with, and pieces that make bad ones of them.

/// Good requests, and how many calls each is.
pub(crate) fn seeds() -> Vec<(String, usize)> {
    let form = |fields: &str| {
        format!(
            "POST /mypurecloud.ie/login/oauth/token HTTP/1.1\r\nHost: localhost\r\n\
             Authorization: Basic aWQ6c2VjcmV0\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{fields}",
            fields.len()
        )
    };
    let read = |line: &str| {
        format!("{line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer abc-DEF_123\r\n\r\n")
    };
    let me = read("GET /eu-west-1/api/v2/tokens/me");
    let page =
        "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\nClaimlens-Request: 1\r\n\r\n";
    vec![
        (form("grant_type=client_credentials"), 1),
        (
            form("grant_type=authorization_code&code=a%2Fb&redirect_uri=http%3A%2F%2Flocalhost"),
            1,
        ),
        (
            form("grant_type=refresh_token&refresh_token=a+b&client_id=c"),
            1,
        ),
        (
            form(
                "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&orgName=x&assertion=PD94",
            ),
            1,
        ),
        (me.clone(), 1),
        (read("HEAD /mypurecloud.com.au/api/v2/tokens/me"), 1),
        (read("DELETE /mypurecloud.jp/api/v2/tokens/me"), 1),
        (
            read("GET /mypurecloud.de/api/v2/oauth/clients?pageSize=25&pageNumber=2"),
            1,
        ),
        (
            read(
                "GET /mypurecloud.com/api/v2/authorization/subjects/00000000-0000-4000-8000-000000000000",
            ),
            1,
        ),
        (
            read("POST /mypurecloud.ie/api/v2/analytics/conversations/aggregates/query")
                .replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"),
            1,
        ),
        (me.replace("\r\n\r\n", &format!("\r\n{page}")), 1),
        (format!("{}{me}", form("grant_type=client_credentials")), 2),
        (read("GET /demo/api/v2/tokens/me"), 0),
        (
            "GET /proxy.json HTTP/1.1\r\nHost: localhost\r\n\r\n".into(),
            0,
        ),
        (
            "OPTIONS /mypurecloud.ie/login/oauth/token HTTP/1.1\r\nHost: localhost\r\n\
             Origin: http://localhost\r\nAccess-Control-Request-Method: POST\r\n\r\n"
                .into(),
            0,
        ),
    ]
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
