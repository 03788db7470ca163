//! Interim: filled by the next merge.
