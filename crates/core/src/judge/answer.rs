//! What the API would answer, from structure, dates and policy together.

use crate::report::{
    Artefact, CheckState, PolicyState, Severity, SignatureState, StructureState, TimeState,
};

/// What the receiver would answer to a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Outlook {
    /// Any receiver refuses it: 401 `invalid_token`.
    Refused,
    /// A receiver that keeps to the standards refuses it; a lenient one may not.
    RefusedIfStrict,
    /// It is good, but does not allow enough: 403 `insufficient_scope`.
    NotEnough,
    /// It cannot be told.
    Open,
    /// Nothing that can be seen speaks against it; the signature is still to be checked.
    Clear,
}

/// What follows for the token from everything but its signature's mathematics.
pub(super) fn outlook(artefact: &Artefact) -> Outlook {
    let verdicts = &artefact.verdicts;
    let unsigned = matches!(
        verdicts.signature.state,
        SignatureState::Unsecured | SignatureState::Missing
    );
    let out_of_date = matches!(
        verdicts.time.state,
        TimeState::Expired | TimeState::NotYetValid
    );
    let answers = || {
        artefact
            .policy_checks
            .iter()
            .filter_map(|check| check.answer)
    };
    let damaged = verdicts.structure.state == StructureState::Damaged;
    if unsigned || out_of_date || damaged || answers().any(|answer| answer.status == 401) {
        return Outlook::Refused;
    }
    let faulty = artefact
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if faulty
        || verdicts.time.state == TimeState::Unreadable
        || verdicts.structure.state == StructureState::Deviates
    {
        return Outlook::RefusedIfStrict;
    }
    if answers().next().is_some() {
        return Outlook::NotEnough;
    }
    let undecided = verdicts.policy.state == PolicyState::Undecided
        && artefact
            .policy_checks
            .iter()
            // A token without expiry is for the API to decide; it hides nothing.
            .any(|check| check.state == CheckState::Undecided && check.subject != "expiry");
    // What nothing looked through may hide anything.
    let unseen = verdicts.structure.state == StructureState::Decoded;
    if undecided || unseen || verdicts.time.state == TimeState::Unknown {
        return Outlook::Open;
    }
    Outlook::Clear
}
