//! What the router answers, in tables; no socket.

use crate::common::{Answer, POLICY, SCRIPT, folder, router, send, write};

/// What every answer must carry, whatever it is.
fn assert_guarded(answer: &Answer, what: &str) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("vary", "Accept-Encoding"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
        assert_eq!(
            answer.head.headers().get_all(name).iter().count(),
            1,
            "{what}: {name}"
        );
    }
    let permissions = answer.header("permissions-policy");
    for part in [
        "clipboard-read=(self)",
        "clipboard-write=(self)",
        "camera=()",
        "usb=()",
    ] {
        assert!(permissions.contains(part), "{what}: {part}");
    }
    assert!(
        !answer.header("cache-control").is_empty(),
        "{what}: cache-control"
    );
    assert_eq!(answer.header("set-cookie"), "", "{what}");
    assert_eq!(answer.header("access-control-allow-origin"), "", "{what}");
}

#[tokio::test]
async fn files_have_their_types_and_keeping() {
    const FOREVER: &str = "public, max-age=31536000, immutable";
    let parent = folder();
    let router = router(&parent);
    for (path, kind, keeping) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/?with=query", "text/html; charset=utf-8", "no-cache"),
        (SCRIPT, "text/javascript; charset=utf-8", FOREVER),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", FOREVER),
        (
            "/style-0123456789abcdef.css",
            "text/css; charset=utf-8",
            FOREVER,
        ),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/app.webmanifest", "application/manifest+json", "no-cache"),
        ("/build.json", "application/json", "no-cache"),
        ("/assets/note.txt", "text/plain; charset=utf-8", "no-cache"),
        ("/with%20space.txt", "text/plain; charset=utf-8", "no-cache"),
    ] {
        let got = send(&router, "GET", path, &[]).await;
        assert_eq!(got.status, 200, "{path}");
        assert_eq!(got.header("content-type"), kind, "{path}");
        assert_eq!(got.header("cache-control"), keeping, "{path}");
        assert_eq!(
            got.header("content-length"),
            got.body.len().to_string(),
            "{path}"
        );
        assert_guarded(&got, path);

        let head = send(&router, "HEAD", path, &[]).await;
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        for name in ["content-type", "content-length", "etag", "cache-control"] {
            assert_eq!(head.header(name), got.header(name), "{path}: {name}");
        }
        assert_guarded(&head, path);
    }
}

#[tokio::test]
async fn compressed_copies_are_chosen_by_what_the_client_takes() {
    let parent = folder();
    let router = router(&parent);
    for (path, accepts, encoding, body) in [
        ("/", "gzip, deflate, br, zstd", "br", "brotli page"),
        ("/", "br", "br", "brotli page"),
        ("/", "gzip", "gzip", "gzip page"),
        ("/", "gzip;q=1.0, br;q=0.5", "gzip", "gzip page"),
        ("/", "br;q=0, gzip", "gzip", "gzip page"),
        ("/", "zstd", "", "<!doctype html><title>page</title>"),
        ("/", "identity", "", "<!doctype html><title>page</title>"),
        // One copy is missing, then both.
        (SCRIPT, "gzip, br", "br", "brotli script"),
        (SCRIPT, "gzip", "", "export {}; // 0123456789"),
        (
            "/app-0123456789abcdef_bg.wasm",
            "gzip, br",
            "gzip",
            "gzip wasm",
        ),
        ("/icon.svg", "gzip, br", "", "<svg/>"),
    ] {
        let what = format!("{path} for {accepts}");
        let got = send(&router, "GET", path, &[("accept-encoding", accepts)]).await;
        assert_eq!(got.status, 200, "{what}");
        assert_eq!(got.header("content-encoding"), encoding, "{what}");
        assert_eq!(got.body, body, "{what}");
        // The type is the file's own, not that of the compressed copy.
        let plain = send(&router, "GET", path, &[]).await;
        assert_eq!(
            got.header("content-type"),
            plain.header("content-type"),
            "{what}"
        );
        assert_guarded(&got, &what);
    }
}

#[tokio::test]
async fn what_is_not_served_is_a_small_plain_404() {
    let parent = folder();
    let router = router(&parent);
    for path in [
        "/missing",
        "/missing-0123456789abcdef.js",
        // Folders: no listing, with and without a slash, and no redirect to anywhere.
        "/assets",
        "/assets/",
        "//assets",
        "//other.example/",
        "/index.html/",
        "/index.html/x",
        // Out of the folder.
        "/../outside.txt",
        "/assets/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/assets/%2e%2e/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "/%252e%252e/outside.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/C:/outside.txt",
        "/....//outside.txt",
        "/..;/outside.txt",
        "/%00",
        "/index.html%00.js",
        "/%ff",
        // Hidden, however it is written.
        "/.hidden",
        "/%2ehidden",
        "/.git/config",
        "/.git/",
        "/assets/../.hidden",
        "/headers.json",
        "/HEADERS.json",
        "/./headers.json",
        "/headers%2ejson",
        "/headers.json.br",
    ] {
        for method in ["GET", "HEAD"] {
            let got = send(&router, method, path, &[("accept-encoding", "br, gzip")]).await;
            assert_eq!(got.status, 404, "{method} {path}: {got:?}");
            assert_eq!(got.header("location"), "", "{path}");
            assert_eq!(got.header("cache-control"), "no-cache", "{path}");
            assert_eq!(
                got.header("content-type"),
                "text/plain; charset=utf-8",
                "{path}"
            );
            assert!(
                got.body.len() < 100 && !got.body.contains("secret"),
                "{path}: {}",
                got.body
            );
            assert_guarded(&got, path);
        }
    }
    let long = format!("/{}", "a".repeat(5000));
    assert_eq!(send(&router, "GET", &long, &[]).await.status, 404);
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_inside_the_folder_only() {
    use std::os::unix::fs::symlink;

    let parent = folder();
    let site = parent.path().join("site");
    for (target, link) in [
        ("../outside.txt", "relative.txt"),
        (
            parent.path().join("outside.txt").to_str().expect("UTF-8"),
            "absolute.txt",
        ),
        ("..", "up"),
        ("/etc", "etc"),
        ("loop.txt", "loop.txt"),
        ("nowhere", "dangling.txt"),
        (".hidden", "shown.txt"),
        ("headers.json", "config.txt"),
        (".git", "repository"),
        ("assets/note.txt", "inside.txt"),
        ("assets/note.txt", ".dotted.txt"),
        ("assets", "folder"),
        // A compressed copy that leads out, of a file that does not.
        ("../../outside.txt", "assets/note.txt.br"),
    ] {
        symlink(target, site.join(link)).expect("a link");
    }
    let router = router(&parent);
    for (path, status, body) in [
        ("/relative.txt", 404, ""),
        ("/absolute.txt", 404, ""),
        ("/up/outside.txt", 404, ""),
        (
            "/up/site/index.html",
            200,
            "<!doctype html><title>page</title>",
        ),
        ("/etc/passwd", 404, ""),
        ("/loop.txt", 404, ""),
        ("/dangling.txt", 404, ""),
        ("/shown.txt", 404, ""),
        ("/config.txt", 404, ""),
        ("/repository/config", 404, ""),
        ("/inside.txt", 200, "a note"),
        ("/.dotted.txt", 404, ""),
        ("/folder/note.txt", 200, "a note"),
    ] {
        let got = send(&router, "GET", path, &[]).await;
        assert_eq!(got.status, status, "{path}: {}", got.body);
        if status == 200 {
            assert_eq!(got.body, body, "{path}");
        }
    }
    let got = send(
        &router,
        "GET",
        "/assets/note.txt",
        &[("accept-encoding", "br")],
    )
    .await;
    assert_eq!(
        (got.body.as_str(), got.header("content-encoding")),
        ("a note", "")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn only_regular_files_are_opened() {
    let parent = folder();
    let socket = parent.path().join("site/socket.txt");
    let _listening = std::os::unix::net::UnixListener::bind(socket).expect("a socket file");
    let router = router(&parent);
    for method in ["GET", "HEAD"] {
        assert_eq!(
            send(&router, method, "/socket.txt", &[]).await.status,
            404,
            "{method}"
        );
    }
}

#[tokio::test]
async fn only_get_and_head() {
    let parent = folder();
    let router = router(&parent);
    for method in [
        "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND",
    ] {
        for path in ["/", "/missing", SCRIPT] {
            let got = send(&router, method, path, &[]).await;
            assert_eq!(got.status, 405, "{method} {path}");
            assert_eq!(got.header("allow"), "GET, HEAD", "{method} {path}");
            assert_eq!(got.header("cache-control"), "no-cache", "{method} {path}");
            assert_guarded(&got, method);
        }
    }
    let connect = send(&router, "CONNECT", "evil.example:443", &[]).await;
    assert_eq!(connect.status, 405);
    assert_guarded(&connect, "CONNECT");
}

#[tokio::test]
async fn a_foreign_host_gets_nothing() {
    let parent = folder();
    let router = router(&parent);
    for (host, status) in [
        ("localhost", 200),
        ("127.0.0.1:8080", 200),
        ("[::1]:9", 200),
        ("evil.example", 421),
        ("127.0.0.1.nip.io:8080", 421),
        ("user@localhost", 400),
        ("", 400),
    ] {
        for path in ["/", "/missing"] {
            let expected = if path == "/missing" && status == 200 {
                404
            } else {
                status
            };
            let got = send(&router, "GET", path, &[("host", host)]).await;
            assert_eq!(got.status, expected, "{host} {path}");
            assert!(!got.body.contains("evil"), "{host}: {}", got.body);
            assert_guarded(&got, host);
        }
    }
    let two = [("host", "localhost"), ("host", "localhost")];
    assert_eq!(send(&router, "GET", "/", &two).await.status, 400);
    assert_eq!(
        send(&router, "GET", "http://evil.example/", &[])
            .await
            .status,
        421
    );
    assert_eq!(
        send(&router, "GET", "http://localhost:8080/", &[])
            .await
            .status,
        200
    );
    // Other headers that name a host change nothing.
    let forwarded = [
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example"),
    ];
    assert_eq!(send(&router, "GET", "/", &forwarded).await.status, 200);
}

#[tokio::test]
async fn conditions_and_ranges() {
    let parent = folder();
    let router = router(&parent);
    let first = send(&router, "GET", SCRIPT, &[]).await;
    let (etag, modified) = (first.header("etag"), first.header("last-modified"));
    assert!(!etag.is_empty() && !modified.is_empty());
    for (headers, status, body) in [
        (vec![("if-none-match", etag)], 304, ""),
        (vec![("if-none-match", "*")], 304, ""),
        (
            vec![("if-none-match", "\"other\"")],
            200,
            "export {}; // 0123456789",
        ),
        (vec![("if-modified-since", modified)], 304, ""),
        (vec![("if-match", "\"other\"")], 412, ""),
        (vec![("range", "bytes=0-5")], 206, "export"),
        (vec![("range", "bytes=-3")], 206, "789"),
        (
            vec![("range", "bytes=0-0,2-2")],
            200,
            "export {}; // 0123456789",
        ),
        (vec![("range", "bytes=900-")], 416, ""),
        // The part may be of another version: the whole file is the answer.
        (
            vec![("range", "bytes=0-5"), ("if-range", etag)],
            200,
            "export {}; // 0123456789",
        ),
        (
            vec![("range", "bytes=0-5"), ("if-range", "\"old\"")],
            200,
            "export {}; // 0123456789",
        ),
    ] {
        let got = send(&router, "GET", SCRIPT, &headers).await;
        assert_eq!(
            (got.status, got.body.as_str()),
            (status, body),
            "{headers:?}"
        );
        let kept = matches!(status, 200 | 206 | 304);
        assert_eq!(
            got.header("cache-control").contains("immutable"),
            kept,
            "{headers:?}"
        );
        assert_guarded(&got, &format!("{headers:?}"));
    }
    // A compressed copy is another representation, with another tag.
    let brotli = send(&router, "GET", SCRIPT, &[("accept-encoding", "br")]).await;
    assert_ne!(brotli.header("etag"), etag);
}

#[tokio::test]
async fn a_page_built_anew_is_served_at_once() {
    let parent = folder();
    let router = router(&parent);
    assert_eq!(send(&router, "GET", "/new.txt", &[]).await.status, 404);
    write(parent.path(), "site/new.txt", "new");
    assert_eq!(send(&router, "GET", "/new.txt", &[]).await.body, "new");
}
