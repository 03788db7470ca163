//! The chooser's way through its questions, and what it says at the end.

use alloc::vec::Vec;
use std::collections::BTreeSet;
use std::string::String;

use super::*;

/// Asks until there is a recommendation; answers by `choose`. Answers the ids asked, too.
fn walk(mut choose: impl FnMut(&Question) -> &'static str) -> (Vec<&'static str>, Recommendation) {
    let mut answers = Vec::new();
    loop {
        match next(&answers) {
            Next::Ask(question) => {
                let choice = choose(question);
                answers.push(Answer::of(question.id, choice).expect("a choice that there is"));
            }
            Next::Recommend(recommendation) => {
                let asked = answers.iter().map(|answer| answer.question).collect();
                return (asked, recommendation);
            }
        }
    }
}

/// Every way through the questions.
fn every_way() -> Vec<Vec<Answer>> {
    let mut open = Vec::from([Vec::new()]);
    let mut done = Vec::new();
    while let Some(answers) = open.pop() {
        match next(&answers) {
            Next::Ask(question) => open.extend(question.choices.iter().map(|choice| {
                let mut longer = answers.clone();
                longer.extend(Answer::of(question.id, choice.id));
                longer
            })),
            Next::Recommend(_) => done.push(answers),
        }
    }
    done
}

#[test]
fn each_need_gets_its_grant() {
    // today, person, me, secret, assertion; "-" is never asked.
    let table = [
        (
            ["nothing", "no", "no", "yes", "-"],
            Grant::ClientCredentials,
        ),
        (
            ["password", "no", "no", "yes", "-"],
            Grant::ClientCredentials,
        ),
        (["nothing", "no", "no", "no", "-"], Grant::Pkce),
        (
            ["nothing", "no", "yes", "yes", "no"],
            Grant::AuthorizationCode,
        ),
        (["nothing", "no", "yes", "no", "-"], Grant::Pkce),
        (
            ["nothing", "yes", "-", "yes", "no"],
            Grant::AuthorizationCode,
        ),
        (["nothing", "yes", "-", "yes", "yes"], Grant::Saml2Bearer),
        (["nothing", "yes", "-", "no", "-"], Grant::Pkce),
        (
            ["password", "yes", "-", "yes", "no"],
            Grant::AuthorizationCode,
        ),
        (["implicit", "-", "-", "no", "-"], Grant::Pkce),
        (
            ["implicit", "-", "-", "yes", "no"],
            Grant::AuthorizationCode,
        ),
        (["implicit", "-", "-", "yes", "yes"], Grant::Saml2Bearer),
    ];
    let ids = ["today", "person", "me", "secret", "assertion"];
    for (choices, expected) in table {
        let (asked, found) = walk(|question| {
            let at = ids.iter().position(|id| *id == question.id);
            choices[at.expect("a known question")]
        });
        assert_eq!(found.grant, expected, "{choices:?}");
        let wanted = ids.iter().zip(choices).filter(|(_, choice)| *choice != "-");
        let wanted: Vec<_> = wanted.map(|(id, _)| *id).collect();
        assert_eq!(asked, wanted, "{choices:?}");
    }
}

#[test]
fn every_way_ends_and_says_why() {
    let ways = every_way();
    assert!(ways.len() > 12, "{}", ways.len());
    let mut reached = BTreeSet::new();
    for answers in ways {
        let Next::Recommend(found) = next(&answers) else {
            panic!("{answers:?} leaves a question open")
        };
        reached.insert(found.grant);
        assert!(!found.reasons.is_empty() && !found.needs.is_empty());
        assert!(!found.sso.is_empty() && !found.watch.is_empty());
        assert_eq!(found.others.len(), Grant::ALL.len() - 1);
        assert!(found.others.iter().all(|(other, _)| *other != found.grant));
        // In another order they come to the same.
        let mut backwards = answers.clone();
        backwards.reverse();
        let Next::Recommend(again) = next(&backwards) else {
            panic!("the order of answers decides")
        };
        assert_eq!(again.grant, found.grant);
    }
    assert_eq!(reached.len(), Grant::ALL.len(), "{reached:?}");
}

#[test]
fn the_last_answer_counts_and_foreign_ones_do_not() {
    let of = |question, choice| Answer::of(question, choice).expect("known");
    let answers = [
        of("today", "nothing"),
        of("person", "yes"),
        of("assertion", "yes"),
        of("person", "no"),
        of("me", "no"),
        of("secret", "yes"),
    ];
    let Next::Recommend(found) = next(&answers) else {
        panic!("all that is asked is answered")
    };
    assert_eq!(found.grant, Grant::ClientCredentials);
    assert_eq!(Answer::of("person", "perhaps"), None);
    assert_eq!(Answer::of("colour", "yes"), None);
}

#[test]
fn the_answers_are_among_the_reasons() {
    let (_, found) = walk(|question| match question.id {
        "today" => "password",
        "person" | "secret" => "yes",
        _ => "no",
    });
    let text: String = found.reasons.iter().map(|reason| reason.text).collect();
    assert!(text.contains("password"), "{text}");
    assert!(text.contains("person"), "{text}");
}

#[test]
fn every_statement_has_a_source_and_ends_like_a_sentence() {
    for grant in Grant::ALL {
        let all = recommendation(grant, &[]);
        let mut said: Vec<Statement> = Vec::new();
        for part in [all.reasons, all.needs, all.sso, all.watch] {
            said.extend(part);
        }
        said.extend(all.others.iter().map(|(_, why)| *why));
        said.extend(QUESTIONS.iter().map(|question| question.why));
        for question in QUESTIONS {
            for choice in question.choices {
                let answer = Answer::of(question.id, choice.id).expect("known");
                said.extend(recommendation(grant, &[answer]).reasons);
            }
        }
        for statement in said {
            assert!(statement.text.ends_with('.'), "{}", statement.text);
            assert!(statement.source.len() > 8, "{}", statement.text);
            let workplace = ["facts.md", "/work", "recalled"];
            assert!(!workplace.iter().any(|word| statement.source.contains(word)));
        }
        assert!(all.headline.ends_with('.'));
    }
}

#[test]
fn ids_are_unique_and_lead_back() {
    let mut seen = BTreeSet::new();
    for question in QUESTIONS {
        assert!(seen.insert(question.id), "{} twice", question.id);
        assert!(question.choices.len() > 1);
        let choices: BTreeSet<_> = question.choices.iter().map(|choice| choice.id).collect();
        assert_eq!(choices.len(), question.choices.len());
    }
    for grant in Grant::ALL {
        assert_eq!(Grant::of(grant.id()), Some(grant));
    }
    assert_eq!(Grant::of("implicit"), None);
}

#[test]
fn what_only_recollection_says_is_unverified() {
    let code = recommendation(Grant::AuthorizationCode, &[]);
    let days = code.watch.iter().find(|said| said.text.contains("90 days"));
    assert_eq!(days.map(|said| said.mark), Some(Mark::Unverified));
    let service = recommendation(Grant::ClientCredentials, &[]);
    // No page says in one sentence that SSO leaves it alone.
    assert_eq!(
        service.sso.first().map(|said| said.mark),
        Some(Mark::Inferred)
    );
}
