//! Tokens in Compact Serialization: wrapped anywhere, side by side, whole and damaged.

use alloc::string::ToString;
use alloc::vec::Vec;
use std::format;

use super::{A, B, tokens, wrap};

#[test]
fn wrapped_at_any_column_with_anything() {
    let breaks = [
        "\n",
        "\r\n",
        "\r",
        "\n    ",
        "\n> ",
        "\n>> ",
        " \\\n",
        "\\\r\n  ",
        "\\n",
        "%0A",
        "%0D%0A",
        "=\n",
        " \n\t",
        "\u{200b}",
        "\" +\n  \"",
    ];
    for token in [A, B] {
        for column in 1..=200 {
            for line_break in breaks {
                for (before, after) in [("", ""), ("Bearer ", "\n"), ("token: \"", "\",\nnext: 1")]
                {
                    let text = format!("{before}{}{after}", wrap(token, column, line_break));
                    assert_eq!(
                        tokens(&text),
                        [token],
                        "column {column}, break {line_break:?}:\n{text}"
                    );
                }
            }
        }
    }
}

#[test]
fn two_tokens_stay_two() {
    for between in [
        "\n", "\r\n", " ", ",", ", ", "\n\n", "\",\"", "\"\n\"", ".\n", "&x=", "%0A", "\\n",
        "; b=", "|",
    ] {
        for (first, second) in [(A, B), (B, A)] {
            let text = format!("{first}{between}{second}");
            assert_eq!(tokens(&text), [first, second], "{between:?}");
        }
    }
    for column in 1..=200 {
        let text = format!("{}\n{}", wrap(A, column, "\n"), wrap(B, column, "\n"));
        assert_eq!(tokens(&text), [A, B], "column {column}");
        let text = format!(
            "{}\nGET / HTTP/1.1\nHost: example.com",
            wrap(B, column, "\n")
        );
        assert_eq!(tokens(&text), [B], "column {column}");
    }
}

#[test]
fn tokens_whole_and_damaged() {
    let parts: Vec<&str> = A.split('.').collect();
    let (h, p, s) = (parts[0], parts[1], parts[2]);
    let none = "eyJhbGciOiJub25lIn0";
    let jwe = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ";
    let direct = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvTiFvSkQ";
    let padded = format!("{h}.{p}==.{s}=");
    for token in [
        h.to_string(),
        format!("{h}.{p}"),
        format!("{none}.{p}."),
        format!("{h}..{s}"),
        jwe.to_string(),
        direct.to_string(),
        format!("{h}.{}?{}.{s}", &p[..20], &p[20..]),
        format!("{h}.{}\u{e9}{}.{s}", &p[..20], &p[20..]),
        format!("{h}.{p}.{}*{}", &s[..20], &s[20..]),
        padded,
        format!("{h}.{p}.{}+/{}", &s[..20], &s[22..]),
        h[..20].to_string(),
        format!("{h}.{}", &p[..30]),
        "e30.e30.".to_string(),
    ] {
        for (before, after) in [
            ("", ""),
            ("Bearer ", "\n"),
            ("\"", "\","),
            ("(", ")"),
            ("see <", ">"),
        ] {
            let text = format!("{before}{token}{after}");
            assert_eq!(tokens(&text), core::slice::from_ref(&token), "{text}");
        }
    }
    assert_eq!(tokens(&format!("The token is {A}. It ends there.")), [A]);
    assert_eq!(tokens(&format!("https://a.example/{A}/profile?x=1")), [A]);
    assert_eq!(tokens(&format!("{h}...")), [h]);
    assert_eq!(tokens(&format!("{h}.{p}\u{2026}")), [format!("{h}.{p}")]);
    for column in 1..=200 {
        assert_eq!(tokens(&wrap(jwe, column, "\n")), [jwe], "column {column}");
        assert_eq!(
            tokens(&format!("{}\n{A}", wrap(jwe, column, "\r\n"))),
            [jwe, A],
            "column {column}"
        );
    }
}
