//! What the checker answers, read from its JSON into plain data.
//!
//! With the core's own reader: another one would be weight. What is missing is empty; what is new is passed over.

mod read;

pub use read::reply;

/// An answer of the checker, with the number of the job it is about.
#[derive(Debug)]
pub enum Reply {
    /// How far a job is.
    Progress {
        /// The job.
        job: i64,
        /// How many were tried.
        tried: usize,
        /// How many there are.
        of: usize,
    },
    /// How a search ended, or a check that was stopped.
    Ended {
        /// The job.
        job: i64,
        /// How many were tried.
        tried: usize,
        /// How many there are.
        of: usize,
        /// The secret, if it was among them.
        found: Option<String>,
        /// Whether it was stopped before its end.
        stopped: bool,
    },
    /// A check is done.
    Checked(i64, Box<Checked>),
    /// It cannot be done, and why.
    Problem(Option<i64>, String),
}

/// What a check gave.
#[derive(Debug, Default)]
pub struct Checked {
    /// What became of each key text, in their order.
    pub sources: Vec<Source>,
    /// The keys that are listed.
    pub keys: Vec<Key>,
    /// How many more there are.
    pub more: usize,
    /// The outcome of each token, in their order.
    pub tokens: Vec<Outcome>,
}

/// What became of one key text.
#[derive(Debug, Default)]
pub struct Source {
    /// How many keys are in it.
    pub count: usize,
    /// What is to be said about them.
    pub findings: Vec<Lint>,
}

/// One key, as people recognise it.
#[derive(Debug, Default)]
pub struct Key {
    /// Its number among all.
    pub index: usize,
    /// The key text it came from.
    pub source: usize,
    /// `RSA, 2048 bits`.
    pub what: String,
    /// `PEM public key`.
    pub form: String,
    /// Its name.
    pub kid: Option<String>,
    /// Its JWK Thumbprint.
    pub thumbprint: Option<String>,
    /// The algorithm it says it is for.
    pub alg: Option<String>,
    /// The use it says it is for.
    pub usage: Option<String>,
    /// Whether the private half was given.
    pub is_private: bool,
    /// Whether it is a shared secret.
    pub is_secret: bool,
    /// Whether nothing can be checked with it; then `what` says why.
    pub is_unusable: bool,
    /// What its certificate says.
    pub certificate: Option<Certificate>,
    /// The tokens of which it verifies a signature.
    pub verifies: Vec<usize>,
    /// The tokens it decrypts.
    pub decrypts: Vec<usize>,
}

/// What a certificate says.
#[derive(Debug, Default)]
pub struct Certificate {
    /// Whose it is.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// From when on.
    pub not_before: Option<i64>,
    /// Until when.
    pub not_after: Option<i64>,
}

/// Something that is to be said.
#[derive(Debug, Default)]
pub struct Lint {
    /// `error`, `warning`, `advice`, `info`.
    pub severity: String,
    /// The stable code.
    pub code: String,
    /// The fact.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where it is written.
    pub reference: String,
}

/// Whether the bytes verify.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Crypto {
    /// They do.
    Holds,
    /// They do not.
    Fails,
    /// Under a key that the token brought.
    SelfAsserted,
    /// It was decrypted.
    Decrypted,
    /// There was no key for it.
    #[default]
    NotChecked,
}

/// Whether the key may be used for it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Policy {
    /// It may.
    Fits,
    /// It may not, or there is none that verifies.
    Unfit,
    /// There was no key for it.
    #[default]
    NotChecked,
}

/// A reason: its code and its sentence.
#[derive(Debug, Default)]
pub struct Reason {
    /// The stable code.
    pub code: String,
    /// The sentence, with a capital letter.
    pub sentence: String,
}

/// The verdicts on one signature.
#[derive(Debug, Default)]
pub struct Signature {
    /// Whether the bytes verify.
    pub crypto: Crypto,
    /// Whether the key may be used.
    pub policy: Policy,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The algorithm.
    pub algorithm: Option<String>,
    /// The key that the header names.
    pub kid: Option<String>,
    /// The key that verified it.
    pub key: Option<usize>,
}

/// The change that makes a token verify, or what is missing of it.
#[derive(Debug, Default)]
pub struct Explanation {
    /// In a sentence.
    pub sentence: String,
    /// Whether it verifies then.
    pub verifies: bool,
    /// What to read otherwise, where that is the change.
    pub remedy: Option<Remedy>,
}

/// A key text, and how to read it instead.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Remedy {
    /// Its place among those that were sent.
    pub place: usize,
    /// The word for how to read it.
    pub reading: String,
}

/// The outcome for one token.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the bytes verify.
    pub crypto: Crypto,
    /// Whether the keys may be used.
    pub policy: Policy,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Each signature by itself.
    pub signatures: Vec<Signature>,
    /// What else is to be said.
    pub findings: Vec<Lint>,
    /// The change that makes it verify, or what is missing.
    pub explanation: Option<Explanation>,
    /// The Disclosures of an SD-JWT: name, digest and whether it is signed.
    pub disclosures: Vec<(Option<String>, String, bool)>,
    /// Whether the Key Binding JWT holds; none where there is none.
    pub key_binding: Option<Crypto>,
    /// What was inside.
    pub decrypted: Option<Decrypted>,
    /// Hashes: claim, found, expected, whether they are the same.
    pub hashes: Vec<Hash>,
    /// The token inside.
    pub nested: Option<Box<Self>>,
}

/// What was inside of something encrypted.
#[derive(Debug, Default)]
pub struct Decrypted {
    /// `RSA-OAEP-256`.
    pub algorithm: String,
    /// `A256GCM`.
    pub encryption: String,
    /// The key that did it.
    pub key: Option<usize>,
    /// The content, where it is text.
    pub text: Option<String>,
}

/// A hash in a token, held against what stood beside it.
#[derive(Debug, Default)]
pub struct Hash {
    /// `at_hash`.
    pub claim: String,
    /// What the token says.
    pub found: String,
    /// What follows from what was given.
    pub expected: String,
    /// Whether they are the same.
    pub holds: bool,
}
