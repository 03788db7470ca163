//! Signatures checked, keys read, and why a check failed.
//!
//! [`read_keys`] takes keys in every form people have them and gives a [`KeySet`]. [`verify`] takes a
//! text, keys and a [`Context`] and gives an [`Outcome`]: two verdicts that stay apart, the reasons with
//! their codes, and, where a signature does not verify, the single change that makes it verify.
//!
//! - *crypto*: these bytes verify under this key with the algorithm of the header, exactly as given.
//! - *policy*: and what the key says of itself, and its strength, hold as well.
//!
//! Time is a third matter, judged in `claimlens-core`: an expired token with a good signature is both.
//!
//! # What this crate does not do
//!
//! - It takes no key from a token. `jwk`, `jku`, `x5u` and `x5c` are used only where the caller asks to
//!   try them, and can at best make a signature *self-asserted*.
//! - It has no network, files, clock or randomness: it is `no_std`, and *now* is an argument.
//! - It checks no chain of certificates: of a certificate the key is used and the dates are shown.
//! - It signs and encrypts nothing.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Total functions: nothing here may panic, and no cast may change a number. Tests may do both.
#![cfg_attr(
    not(test),
    deny(
        clippy::as_conversions,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

/// The title of a rule. It stands in the documentation alone, so the page does without it.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! title {
    ($text:literal) => {
        $text
    };
}
/// The page's half of it: no title.
#[cfg(target_arch = "wasm32")]
macro_rules! title {
    ($text:literal) => {
        ""
    };
}

mod algorithm;
mod check;
mod context;
mod explain;
mod header;
mod jwe;
pub mod keys;
mod outcome;
mod policy;
mod proofs;
mod reason;
mod sd_jwt;
mod secret;
mod token;
mod tried;
mod verify;
pub mod weak;

pub use algorithm::{Algorithm, Curve, Family, Hash, OkpCurve};
pub use check::{Failure, check};
pub use context::{Context, Forms};
pub use explain::{Change, Explanation, Remedy};
pub use jwe::Decrypted;
pub use keys::{Certificate, Form, Key, KeySet, Material, SecretReading, read_keys};
pub use outcome::{Crypto, KeySummary, Outcome, Policy, SignatureOutcome};
pub use proofs::HashCheck;
pub use reason::{Code, Reason};
pub use sd_jwt::{Disclosure, SdJwt};
pub use secret::Secret;
pub use verify::verify;
