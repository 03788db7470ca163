//! Interim: filled by the next merge.
pub(crate) fn artefact(candidate: &crate::paste::Candidate) -> crate::report::Artefact {
    crate::jose::build::Draft::new(candidate, crate::report::Kind::Unknown).finish()
}
