//! From answers to the next question, or to the recommendation.

use super::Grant;
use super::questions::{QUESTIONS, Question};
use super::recommend::{Recommendation, recommendation};

/// An answer: the ids of a question and of one of its choices.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The question's id.
    pub question: &'static str,
    /// The choice's id.
    pub choice: &'static str,
}

/// What comes after the answers so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// A question is open.
    Ask(&'static Question),
    /// Everything that matters is answered.
    Recommend(Recommendation),
}

impl Answer {
    /// An answer by its two ids; `None` when there is no such question or choice.
    #[must_use]
    pub fn of(question: &str, choice: &str) -> Option<Self> {
        let question = QUESTIONS.iter().find(|asked| asked.id == question)?;
        let choice = question.choices.iter().find(|known| known.id == choice)?;
        Some(Self {
            question: question.id,
            choice: choice.id,
        })
    }
}

/// The next question, or the recommendation.
///
/// The order of the answers does not matter, the last one to a question counts, and answers to
/// questions that are not asked are passed over.
#[must_use]
pub fn next(answers: &[Answer]) -> Next {
    let said = |id: &str| {
        let mut of_it = answers.iter().rev().filter(|answer| answer.question == id);
        of_it.next().map(|answer| answer.choice)
    };
    let mut open = None;
    // The first question without an answer is the one to ask; what follows it does not count.
    let mut ask = |id: &'static str| {
        let choice = said(id);
        if choice.is_none() && open.is_none() {
            open = QUESTIONS.iter().find(|question| question.id == id);
        }
        choice.unwrap_or_default()
    };
    let implicit = ask("today") == "implicit";
    // Who was sent through the login page before has a person, by definition.
    let person = implicit || ask("person") == "yes" || ask("me") == "yes";
    let grant = if ask("secret") == "no" {
        Grant::Pkce
    } else if !person {
        Grant::ClientCredentials
    } else if ask("assertion") == "yes" {
        Grant::Saml2Bearer
    } else {
        Grant::AuthorizationCode
    };
    match open {
        Some(question) => Next::Ask(question),
        None => Next::Recommend(recommendation(grant, answers)),
    }
}
