//! Any text under any shape: no panic, places inside the paste, no secret in the artefact.

#[path = "support/kinds.rs"]
mod support;

use claimlens_core::paste::{JsonShape, SamlForm, Shape};
use claimlens_core::report::{Artefact, Member, PartContent};
use claimlens_core::span::Span;
use proptest::prelude::*;
use support::artefact;

fn shapes() -> Vec<Shape> {
    let json = [
        JsonShape::Jws,
        JsonShape::TokenResponse,
        JsonShape::Error,
        JsonShape::Introspection,
        JsonShape::UserInfo,
        JsonShape::Discovery,
        JsonShape::Jwk,
        JsonShape::JwkSet,
        JsonShape::Claims,
        JsonShape::Other,
    ];
    let mut shapes: Vec<Shape> = json.into_iter().map(Shape::Json).collect();
    shapes.extend([
        Shape::Compact,
        Shape::Paseto,
        Shape::Biscuit,
        Shape::Opaque {
            name: "Genesys Cloud access token",
            issuer: "Genesys Cloud",
            reason: "",
        },
        Shape::Uuid,
        Shape::Base64url43,
        Shape::Basic,
        Shape::Challenge,
        Shape::Saml(SamlForm::Xml),
        Shape::Saml(SamlForm::Base64),
        Shape::Saml(SamlForm::Deflated),
        Shape::Pem {
            label: "PRIVATE KEY".to_owned(),
        },
        Shape::ErrorParameters,
        Shape::Exchange,
        Shape::ErrorText,
        Shape::Snippet,
        Shape::Unknown,
    ]);
    shapes
}

fn spans(artefact: &Artefact) -> Vec<Span> {
    fn of(members: &[Member], all: &mut Vec<Span>) {
        for member in members {
            all.push(member.span);
            of(&member.children, all);
        }
    }
    let mut all = vec![artefact.span];
    all.extend(&artefact.pieces);
    all.extend(artefact.findings.iter().filter_map(|finding| finding.span));
    for part in &artefact.parts {
        all.push(part.span);
        all.extend(&part.pieces);
        if let PartContent::Json { members, .. } | PartContent::Fields { members } = &part.content {
            of(members, &mut all);
        }
    }
    all
}

fn check(text: &str) {
    for shape in shapes() {
        let artefact = artefact(shape.clone(), text);
        for span in spans(&artefact) {
            assert!(
                span.start <= span.end && span.end <= 10 + text.len(),
                "{span:?} of {shape:?} in {text:?}"
            );
        }
        assert!(!artefact.headline.lead.is_empty() && !artefact.title.is_empty());
        assert!((1..=3).contains(&artefact.next_steps.len()), "{shape:?}");
        let v = &artefact.verdicts;
        for detail in [
            &v.structure.detail,
            &v.signature.detail,
            &v.time.detail,
            &v.policy.detail,
        ] {
            assert!(detail.ends_with('.'), "{shape:?}: {detail}");
        }
    }
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn texts_of_the_formats(text in r#"(v[1-4]\.(public|local)\.)?[A-Za-z0-9_=.+/-]{0,60}([",:{}\[\]<>%&;\\ é\n-]|Bearer |error=|"keys"|"kty"|BEGIN |Issuer){0,12}[a-z0-9"=]{0,20}"#) {
        check(&text);
    }

    #[test]
    fn json_like(text in r#"\{("(keys|kty|error|message|code|status|active|scope|exp|n|x|crv|name|value)":("[a-z]{0,4}"|-?[0-9]{1,19}|\[\{"kty":"(RSA|EC)"\}\]|true|null|\{\}),?){0,6}\}?"#) {
        check(&text);
    }

    #[test]
    fn a_secret_stays_out(secret in "[A-Z]{4}[A-Za-z0-9]{12}", cut in 0usize..3) {
        let bodies = [
            format!(r#"{{"access_token":"{secret}","token_type":"bearer","refresh_token":"{secret}"}}"#),
            format!(r#"{{"a":{{"client_secret" : "{secret}"}},"list":[{{"password":["{secret}"]}}]}}"#),
            format!(r#"{{"kty":"oct","k":"{secret}"}}"#),
            format!(r#"{{"keys":[{{"kty":"RSA","d":"{secret}","oth":[{{"r":"{secret}"}}]}}]}}"#),
            format!(r#"{{"error":"invalid_token","access_token":"{secret}"}}"#),
        ];
        for body in bodies {
            let body = body.get(..body.len() - cut).unwrap_or(&body);
            for shape in shapes().into_iter().filter(|shape| matches!(shape, Shape::Json(_))) {
                let shown = format!("{:?}", artefact(shape.clone(), body));
                prop_assert!(!shown.contains(&secret), "{shape:?} of {body}: {shown}");
            }
        }
        for shape in [
            Shape::Base64url43,
            Shape::Biscuit,
            Shape::Unknown,
            Shape::Opaque { name: "Token", issuer: "", reason: "" },
            Shape::Pem { label: "PRIVATE KEY".to_owned() },
        ] {
            let shown = format!("{:?}", artefact(shape, &secret));
            prop_assert!(!shown.contains(&secret));
        }
        let basic = claimlens_core::jose::base64url::encode(format!("user:{secret}").as_bytes());
        let shown = format!("{:?}", artefact(Shape::Basic, &basic));
        prop_assert!(!shown.contains(&secret) && !shown.contains(&basic));
        let parameters = format!("error=x&access_token={secret}&code={secret}");
        let shown = format!("{:?}", artefact(Shape::ErrorParameters, &parameters));
        prop_assert!(!shown.contains(&secret));
    }
}
