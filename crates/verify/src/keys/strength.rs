//! How strong an RSA key is.

/// Primes up to 167, whose residues give a weak modulus away.
const PRIMES: [u32; 38] = [
    3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/// Whether a modulus has the shape that a faulty library in smart cards gave its keys (CVE-2017-15361):
/// modulo every small prime it is a power of 65537. A sound one is so by chance once in 2^27.
pub(crate) fn is_roca(n: &[u8]) -> bool {
    PRIMES.iter().all(|&prime| {
        let residue = n
            .iter()
            .fold(0u32, |sum, &byte| (sum << 8 | u32::from(byte)) % prime);
        let generator = 65_537 % prime;
        let mut power = 1;
        // The powers come back to 1 after fewer steps than the prime has units.
        for _ in 0..prime {
            if power == residue {
                return true;
            }
            power = power * generator % prime;
        }
        false
    })
}

/// Whether an exponent is one that a key can have: odd, and more than 1.
pub(crate) fn is_odd_exponent(e: &[u8]) -> bool {
    let is_one = e.last() == Some(&1) && e.iter().rev().skip(1).all(|byte| *byte == 0);
    e.last().is_some_and(|byte| byte % 2 == 1) && !is_one
}
