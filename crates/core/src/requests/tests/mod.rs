//! Tests of the request page.
