//! Tests of the diagnosis.
