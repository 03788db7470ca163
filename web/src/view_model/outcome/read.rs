//! The way from the checker's JSON.

use claimlens_core::jose::json::{Limits, Value, read};

use super::{
    Certificate, Checked, Crypto, Decrypted, Explanation, Hash, Key, Lint, Outcome, Policy, Reason,
    Remedy, Reply, Signature, Source,
};

/// How deep tokens inside tokens are read.
const DEEPEST: usize = 8;

/// Reads an answer; none for what is no answer.
#[must_use]
pub fn reply(json: &str) -> Option<Reply> {
    let document = read(json.as_bytes(), Limits::DEFAULT);
    let root = document.object()?;
    let job = whole(root, "job");
    if let Some(problem) = words(root, "problem") {
        return Some(Reply::Problem(job, problem));
    }
    let job = job?;
    if root.get("tokens").is_some() {
        return Some(Reply::Checked(job, Box::new(checked(root))));
    }
    let (tried, of) = (count(root, "tried"), count(root, "of"));
    if is(root, "done") {
        return Some(Reply::Ended {
            job,
            tried,
            of,
            found: words(root, "found"),
            stopped: is(root, "stopped"),
        });
    }
    Some(Reply::Progress { job, tried, of })
}

fn checked(root: Value<'_, '_>) -> Checked {
    let list = |name| items(root, name).map(indices).collect::<Vec<_>>();
    let (verifies, decrypts) = (list("verifies"), list("decrypts"));
    let at = |list: &[Vec<usize>], number: usize| list.get(number).cloned().unwrap_or_default();
    let keys = items(root, "keys").enumerate().map(|(number, one)| Key {
        verifies: at(&verifies, number),
        decrypts: at(&decrypts, number),
        ..key(one, number)
    });
    Checked {
        sources: items(root, "sources").map(source).collect(),
        keys: keys.collect(),
        more: count(root, "more"),
        tokens: items(root, "tokens").map(|one| outcome(one, 0)).collect(),
    }
}

fn source(one: Value<'_, '_>) -> Source {
    let listed = items(one, "keys").count();
    Source {
        count: count(one, "count").max(listed),
        findings: items(one, "findings").map(lint).collect(),
    }
}

fn key(one: Value<'_, '_>, number: usize) -> Key {
    let certificate = one
        .get("certificate")
        .filter(|one| one.get("subject").is_some());
    Key {
        index: at_number(one, "index").unwrap_or(number),
        source: count(one, "source"),
        what: words(one, "what").unwrap_or_default(),
        kid: words(one, "kid"),
        thumbprint: words(one, "thumbprint"),
        alg: words(one, "alg"),
        usage: words(one, "use"),
        is_private: is(one, "private"),
        is_secret: is(one, "secret"),
        is_unusable: !is(one, "usable"),
        form: words(one, "form").unwrap_or_default(),
        certificate: certificate.map(|one| Certificate {
            subject: words(one, "subject").unwrap_or_default(),
            issuer: words(one, "issuer").unwrap_or_default(),
            not_before: whole(one, "not_before"),
            not_after: whole(one, "not_after"),
        }),
        verifies: Vec::new(),
        decrypts: Vec::new(),
    }
}

fn lint(one: Value<'_, '_>) -> Lint {
    let word = |name| words(one, name).unwrap_or_default();
    Lint {
        severity: word("severity"),
        code: word("code"),
        message: capital(word("message")),
        help: word("help"),
        reference: word("reference"),
    }
}

fn outcome(one: Value<'_, '_>, depth: usize) -> Outcome {
    let sd_jwt = one.get("sd_jwt");
    let disclosures = sd_jwt.map(|one| {
        let all = items(one, "disclosures").map(|one| {
            let digest = words(one, "digest").unwrap_or_default();
            (words(one, "name"), digest, is(one, "is_signed"))
        });
        all.collect()
    });
    let binding = sd_jwt.and_then(|one| words(one, "key_binding"));
    let decrypted = one
        .get("decrypted")
        .filter(|one| one.get("algorithm").is_some());
    let nested = one.get("nested").filter(|one| one.get("crypto").is_some());
    Outcome {
        crypto: crypto(words(one, "crypto").as_deref()),
        policy: policy(words(one, "policy").as_deref()),
        reasons: items(one, "reasons").map(reason).collect(),
        signatures: items(one, "signatures").map(signature).collect(),
        findings: items(one, "findings").map(lint).collect(),
        explanation: one.get("explanation").and_then(explanation),
        disclosures: disclosures.unwrap_or_default(),
        key_binding: binding.map(|word| crypto(Some(&word))),
        decrypted: decrypted.map(|one| Decrypted {
            algorithm: words(one, "algorithm").unwrap_or_default(),
            encryption: words(one, "encryption").unwrap_or_default(),
            key: at_number(one, "key"),
            text: words(one, "text"),
        }),
        hashes: items(one, "hashes")
            .map(|one| Hash {
                claim: words(one, "claim").unwrap_or_default(),
                found: words(one, "found").unwrap_or_default(),
                expected: words(one, "expected").unwrap_or_default(),
                holds: is(one, "holds"),
            })
            .collect(),
        nested: nested
            .filter(|_| depth < DEEPEST)
            .map(|one| Box::new(outcome(one, depth + 1))),
    }
}

fn explanation(one: Value<'_, '_>) -> Option<Explanation> {
    let remedy = one.get("remedy").and_then(|remedy| {
        Some(Remedy {
            place: at_number(remedy, "given")?,
            reading: words(remedy, "reading")?,
        })
    });
    Some(Explanation {
        sentence: words(one, "sentence")?,
        verifies: is(one, "verifies"),
        remedy,
    })
}

fn signature(one: Value<'_, '_>) -> Signature {
    Signature {
        crypto: crypto(words(one, "crypto").as_deref()),
        policy: policy(words(one, "policy").as_deref()),
        reasons: items(one, "reasons").map(reason).collect(),
        algorithm: words(one, "algorithm"),
        kid: words(one, "kid"),
        key: at_number(one, "key"),
    }
}

fn reason(one: Value<'_, '_>) -> Reason {
    Reason {
        code: words(one, "code").unwrap_or_default(),
        sentence: capital(words(one, "sentence").unwrap_or_default()),
    }
}

fn crypto(word: Option<&str>) -> Crypto {
    match word {
        Some("valid") => Crypto::Holds,
        Some("invalid") => Crypto::Fails,
        Some("self_asserted") => Crypto::SelfAsserted,
        Some("decrypted") => Crypto::Decrypted,
        _ => Crypto::NotChecked,
    }
}

fn policy(word: Option<&str>) -> Policy {
    match word {
        Some("valid") => Policy::Fits,
        Some("invalid") => Policy::Unfit,
        _ => Policy::NotChecked,
    }
}

/// A sentence of its own: some begin as part of another.
fn capital(sentence: String) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            let mut out = String::from(first.to_ascii_uppercase());
            out.push_str(characters.as_str());
            out
        }
        _ => sentence,
    }
}

fn items<'d, 't>(of: Value<'d, 't>, name: &str) -> impl Iterator<Item = Value<'d, 't>> {
    of.get(name).into_iter().flat_map(|list| list.items())
}

fn indices(list: Value<'_, '_>) -> Vec<usize> {
    let numbers = list.items().filter_map(|one| one.as_i64());
    numbers
        .filter_map(|number| usize::try_from(number).ok())
        .collect()
}

fn words(of: Value<'_, '_>, name: &str) -> Option<String> {
    of.get_str(name).map(std::borrow::Cow::into_owned)
}

fn is(of: Value<'_, '_>, name: &str) -> bool {
    of.get(name).and_then(|one| one.as_bool()) == Some(true)
}

fn whole(of: Value<'_, '_>, name: &str) -> Option<i64> {
    of.get(name)?.as_i64()
}

fn at_number(of: Value<'_, '_>, name: &str) -> Option<usize> {
    usize::try_from(whole(of, name)?).ok()
}

fn count(of: Value<'_, '_>, name: &str) -> usize {
    at_number(of, name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{Crypto, Policy, Reply};
    use super::reply;

    /// Answers as the checker writes them.
    const ANSWERED: &str = r#"{"job":7,"done":true,"sources":[{"keys":[0],"count":1,"findings":[
        {"blame":"advice","code":"key.private","help":"Replace it.","message":"of the key, the private half was given too.","reference":"RFC 7517 §9.2","severity":"warning","span":null,"subject":""}]}],
        "keys":[{"index":0,"source":0,"what":"RSA, 2048 bits","form":"private key (PKCS #8)","kid":"a","thumbprint":"p0","alg":"RS256","use":"sig","private":true,"secret":false,"usable":true,
        "certificate":{"subject":"CN=a","issuer":"CN=b","not_before":1,"not_after":2}}],"more":3,"verifies":[[1]],"decrypts":[[0]],
        "tokens":[{"crypto":"decrypted","policy":"valid","decrypted":{"algorithm":"RSA-OAEP-256","encryption":"A256GCM","key":0,"text":"inside"},"explanation":null,"findings":[],"hashes":[],"keys":[],
          "nested":{"crypto":"valid","policy":"invalid","reasons":[{"code":"rsa_short","sentence":"the modulus has 1024 bits."}],"signatures":[]},"reasons":[],"sd_jwt":null,"signatures":[]},
        {"crypto":"invalid","policy":"invalid","explanation":{"change":"secret_as_base64","sentence":"It verifies when the secret is read as base64.","verifies":true,"remedy":{"given":2,"reading":"base64"}},
          "hashes":[{"claim":"at_hash","found":"x","expected":"y","holds":false}],
          "sd_jwt":{"disclosures":[{"name":"given_name","digest":"d","is_signed":true},{"name":null,"digest":"e","is_signed":false}],"key_binding":"valid"},
          "signatures":[{"algorithm":"HS256","crypto":"invalid","key":null,"kid":"k","policy":"invalid","reasons":[]}]}]}"#;

    #[test]
    fn a_check_is_read_with_all_that_is_shown() {
        let Some(Reply::Checked(7, checked)) = reply(ANSWERED) else {
            panic!("not read");
        };
        let [key] = checked.keys.as_slice() else {
            panic!("one key");
        };
        assert!(key.is_private && !key.is_secret);
        assert_eq!(key.kid.as_deref(), Some("a"));
        assert_eq!(
            (key.verifies.as_slice(), key.decrypts.as_slice()),
            (&[1][..], &[0][..])
        );
        assert_eq!(
            key.certificate.as_ref().map(|one| one.not_after),
            Some(Some(2))
        );
        assert_eq!(checked.more, 3);
        let lint = &checked.sources[0].findings[0];
        assert!(lint.message.starts_with("Of the key"), "{}", lint.message);
        let [opened, failed] = checked.tokens.as_slice() else {
            panic!("two tokens");
        };
        assert_eq!(opened.crypto, Crypto::Decrypted);
        let inside = opened.nested.as_ref().expect("a token inside");
        assert_eq!(
            (inside.crypto, inside.policy),
            (Crypto::Holds, Policy::Unfit)
        );
        assert_eq!(inside.reasons[0].sentence, "The modulus has 1024 bits.");
        assert_eq!(
            opened
                .decrypted
                .as_ref()
                .and_then(|one| one.text.as_deref()),
            Some("inside")
        );
        assert_eq!(failed.crypto, Crypto::Fails);
        let told = failed.explanation.as_ref().expect("an explanation");
        assert!(told.verifies && told.sentence.contains("base64"));
        let remedy = told.remedy.as_ref();
        let remedy = remedy.map(|one| (one.place, one.reading.as_str()));
        assert_eq!(remedy, Some((2, "base64")));
        assert_eq!(failed.disclosures.len(), 2);
        assert_eq!(failed.key_binding, Some(Crypto::Holds));
        assert!(failed.nested.is_none() && failed.decrypted.is_none());
        assert!(!failed.hashes[0].holds);
    }

    #[test]
    fn searches_and_refusals_are_told_apart() {
        assert!(matches!(
            reply(r#"{"job":8,"tried":5,"of":9}"#),
            Some(Reply::Progress {
                job: 8,
                tried: 5,
                of: 9
            })
        ));
        let Some(Reply::Ended { found, stopped, .. }) =
            reply(r#"{"job":8,"done":true,"tried":9,"of":9,"found":"secret","stopped":false}"#)
        else {
            panic!("not read");
        };
        assert!(found.as_deref() == Some("secret") && !stopped);
        assert!(matches!(
            reply(r#"{"job":null,"done":true,"problem":"No."}"#),
            Some(Reply::Problem(None, _))
        ));
        for none in ["", "[]", "{}", "{\"job\":1", "null"] {
            assert!(!matches!(reply(none), Some(Reply::Checked(..))), "{none}");
        }
    }
}
