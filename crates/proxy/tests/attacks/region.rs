//! P01 to P07: nothing but a key of the table is a region.

use crate::support::client::{Answer, Req};
use crate::support::lab::Lab;

/// A token request with this in the place of the region.
fn in_slot(region: &str) -> Req {
    Req::token().target(&format!("/{region}/login/oauth/token"))
}

/// Sends each, in the place of the region: none may be answered but with one of these.
async fn refused(lab: &Lab, regions: &[&str], statuses: &[u16]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for region in regions {
        let answer = lab.send(&in_slot(region)).await;
        let fits = statuses.contains(&answer.status);
        assert!(fits, "{region:?}: {answer:?}");
        answers.push(answer);
    }
    assert_eq!(lab.up.connections(), 0);
    answers
}

#[tokio::test]
async fn p01_a_region_that_is_none() {
    let lab = Lab::new().await;
    for answer in refused(&lab, &["evil.example"], &[404]).await {
        assert_eq!(answer.code(), "not_found");
        assert!(!answer.body.contains("evil"), "{answer:?}");
    }
    // The control: with a region it works.
    assert_eq!(lab.send(&in_slot("mypurecloud.ie")).await.status, 200);
    assert_eq!(lab.send(&in_slot("eu-west-1")).await.status, 200);
    assert_eq!(lab.up.requests().len(), 2);
}

#[tokio::test]
async fn p02_a_region_with_more_around_it() {
    let lab = Lab::new().await;
    let regions = [
        "login.mypurecloud.com.evil.example",
        "mypurecloud.com.evil.example",
        "evilmypurecloud.com",
        "login.mypurecloud.com",
        "mypurecloud.co",
        "com",
    ];
    refused(&lab, &regions, &[404]).await;
}

#[tokio::test]
async fn p03_user_information() {
    let lab = Lab::new().await;
    let regions = [
        "mypurecloud.com@evil.example",
        "mypurecloud.com%40evil.example",
        "evil.example%40mypurecloud.com",
        "x:y@mypurecloud.com",
    ];
    refused(&lab, &regions, &[404]).await;
}

#[tokio::test]
async fn p04_ports_fragments_and_queries() {
    let lab = Lab::new().await;
    let regions = [
        "mypurecloud.com:8443",
        "mypurecloud.com:443/../",
        "mypurecloud.com%23x",
        "mypurecloud.com%3Fx",
    ];
    refused(&lab, &regions, &[404]).await;
    // What stands behind them is no path any more: nothing is posted to `/mypurecloud.com`.
    refused(
        &lab,
        &["mypurecloud.com#x", "mypurecloud.com?x"],
        &[400, 404, 405],
    )
    .await;
}

#[tokio::test]
async fn p05_other_spellings() {
    let lab = Lab::new().await;
    let regions = [
        "MYPUREcloud.COM",
        "mypurecloud.com.",
        "mypurecloud.com%00.evil",
        "US-EAST-1",
        "mypurecloud.com%20",
    ];
    refused(&lab, &regions, &[404]).await;
    let beyond_ascii = [
        "\u{ff4d}ypurecloud.com",
        "mypure\u{0441}loud.com",
        "mypurecloud\u{3002}com",
    ];
    refused(&lab, &beyond_ascii, &[400, 404]).await;
}

#[tokio::test]
async fn p06_addresses_of_this_machine_and_its_neighbours() {
    let lab = Lab::new().await;
    let regions = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "0",
        "localhost",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "metadata.google.internal",
    ];
    refused(&lab, &regions, &[404]).await;
}

/// Names, and what is put before, between and behind to make them mean another host, each once plain and once
/// percent-encoded. Made for this test from what parsers of addresses are known to disagree about.
fn confusions() -> Vec<String> {
    let hosts = ["evil.example", "127.0.0.1", "[::1]", "localhost"];
    let known = ["mypurecloud.ie", "eu-west-1", "login.mypurecloud.ie"];
    let between = [
        "@",
        ":@",
        ":80@",
        "#@",
        "?@",
        "\\@",
        "/@",
        "%2f@",
        "%5c@",
        "&@",
        ";@",
        ",",
        ";",
        "|",
        "^",
        "\\",
        "\\\\",
        "/\\",
        "\\/",
        "..",
        "/..",
        "/../",
        "//",
        "///",
        "%2f%2f",
        "%252f%252f",
        ":",
        "::",
        ":443:",
        "%00",
        "%0a",
        "%0d%0a",
        "%09",
        "%20",
        "+",
        "%e3%80%82",
        "%ef%bc%8f",
        "%ef%bc%a0",
        "%c0%af",
        "%c0%ae",
        "%u002e",
        "\u{3002}",
        "\u{ff0f}",
        "\u{ff20}",
        "\u{2044}",
        "\u{202e}",
        "\u{ad}",
        "\u{200b}",
        "`",
        "'",
        "$",
        "~",
        "*",
        "!",
        "(",
        "{",
        "<",
        "=",
    ];
    let before = [
        "http:",
        "https:",
        "http://",
        "https://",
        "https:/",
        "https:///",
        "//",
        "///",
        "\\\\",
        "/\\",
        "file:",
        "ftp://",
        "gopher://",
        "dict://",
        "javascript:",
        "data:,",
        "x:",
        "ws://",
        "@",
        ".",
        "..",
        "../",
        "%2e%2e/",
        "%2e%2e%2f",
        "./",
        ";",
        "%00",
        "%ff",
        "~",
        "*.",
    ];
    let mut plain = Vec::new();
    for host in hosts {
        for name in known {
            plain.extend(between.map(|mark| format!("{name}{mark}{host}")));
            plain.extend(between.map(|mark| format!("{host}{mark}{name}")));
        }
        plain.extend(before.map(|mark| format!("{mark}{host}")));
    }
    for name in known {
        plain.extend(before.map(|mark| format!("{mark}{name}")));
    }
    let encoded: Vec<String> = plain.iter().map(|text| percent_encoded(text)).collect();
    plain.extend(encoded);
    plain.sort();
    plain.dedup();
    plain
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || byte == b'.' {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02x}")
            }
        })
        .collect()
}

#[tokio::test]
async fn p07_hosts_in_disguise() {
    let lab = Lab::new().await;
    let confusions = confusions();
    assert!(confusions.len() >= 500, "{}", confusions.len());
    for text in &confusions {
        for target in [
            format!("/{text}/login/oauth/token"),
            format!("/{text}/api/v2/tokens/me"),
        ] {
            let answer = lab.send(&Req::token().target(&target)).await;
            // 405: a `?` or `#` in it leaves a path of one part, which is the site's.
            let cut = text.contains(['?', '#']) && answer.status == 405;
            let refused = matches!(answer.status, 400 | 404) || cut;
            assert!(refused, "{target:?}: {answer:?}");
            assert!(!answer.has("location"), "{target:?}: {answer:?}");
        }
    }
    assert_eq!(lab.up.connections(), 0);
}
