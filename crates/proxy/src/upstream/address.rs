//! Which addresses are of the public internet. Everything that IANA's registries of special-purpose addresses
//! (RFC 6890 and its successors) do not call globally reachable is not, and what carries an IPv4 address within
//! an IPv6 one is judged by that.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of the public internet.
    Public,
    /// Of a company's own network; may be accepted for a host that was named.
    Private,
    /// Nothing that a service of Genesys Cloud could be reached at: this machine, this link, a group,
    /// a documentation, a translation that is no more used.
    Never,
}

/// Judges an address.
#[must_use]
pub fn kind(address: IpAddr) -> Kind {
    match address {
        IpAddr::V4(address) => kind_v4(address),
        IpAddr::V6(address) => kind_v6(address),
    }
}

fn kind_v4(address: Ipv4Addr) -> Kind {
    let within = |prefixes: &[([u8; 4], u32)]| {
        prefixes.iter().any(|(start, bits)| {
            let differ = u32::from(address) ^ u32::from_be_bytes(*start);
            differ.leading_zeros() >= *bits
        })
    };
    if within(&NEVER_V4) {
        Kind::Never
    } else if within(&PRIVATE_V4) {
        Kind::Private
    } else {
        Kind::Public
    }
}

fn kind_v6(address: Ipv6Addr) -> Kind {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return kind_v4(mapped);
    }
    let within = |prefix: &(Ipv6Addr, u32)| {
        let differ = u128::from(address) ^ u128::from(prefix.0);
        differ.leading_zeros() >= prefix.1
    };
    // A network that has IPv6 only reaches IPv4 through this prefix (RFC 6052); its resolver puts the
    // address of the service into the last 32 bits.
    if within(&NAT64) {
        let [.., a, b, c, d] = address.octets();
        return kind_v4(Ipv4Addr::new(a, b, c, d));
    }
    if within(&UNIQUE_LOCAL) {
        return Kind::Private;
    }
    // All that is allocated for unicast so far is in 2000::/3.
    if !within(&GLOBAL) || NEVER_V6.iter().any(within) {
        return Kind::Never;
    }
    Kind::Public
}

const PRIVATE_V4: [([u8; 4], u32); 4] = [
    ([10, 0, 0, 0], 8),
    // Shared by customers of a provider (RFC 6598).
    ([100, 64, 0, 0], 10),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
];

const NEVER_V4: [([u8; 4], u32); 11] = [
    // "This network".
    ([0, 0, 0, 0], 8),
    ([127, 0, 0, 0], 8),
    // Link-local; the services that tell a cloud machine its secrets are here.
    ([169, 254, 0, 0], 16),
    // IETF protocol assignments.
    ([192, 0, 0, 0], 24),
    // Documentation.
    ([192, 0, 2, 0], 24),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Relays of 6to4, no more in use.
    ([192, 88, 99, 0], 24),
    // Benchmarks.
    ([198, 18, 0, 0], 15),
    // Multicast.
    ([224, 0, 0, 0], 4),
    // Reserved, the broadcast address among them.
    ([240, 0, 0, 0], 4),
];

const NAT64: (Ipv6Addr, u32) = starts([0x64, 0xff9b], 96);
const UNIQUE_LOCAL: (Ipv6Addr, u32) = starts([0xfc00, 0], 7);
const GLOBAL: (Ipv6Addr, u32) = starts([0x2000, 0], 3);

const NEVER_V6: [(Ipv6Addr, u32); 4] = [
    // IETF protocol assignments, Teredo among them.
    starts([0x2001, 0], 23),
    // Documentation.
    starts([0x2001, 0xdb8], 32),
    starts([0x3fff, 0], 20),
    // 6to4: an IPv4 address in disguise, and no more in use.
    starts([0x2002, 0], 16),
];

/// The addresses whose first bits are those of these two groups.
const fn starts([first, second]: [u16; 2], bits: u32) -> (Ipv6Addr, u32) {
    (Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0), bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_with_its_borders() {
        let table: &[(Kind, &[&str])] = &[
            (
                Kind::Public,
                &[
                    "1.0.0.0",
                    "9.255.255.255",
                    "11.0.0.0",
                    "100.63.255.255",
                    "100.128.0.0",
                    "126.255.255.255",
                    "128.0.0.0",
                    "169.253.255.255",
                    "169.255.0.0",
                    "172.15.255.255",
                    "172.32.0.0",
                    "192.0.1.0",
                    "192.0.3.0",
                    "192.88.98.255",
                    "192.88.100.0",
                    "192.167.255.255",
                    "192.169.0.0",
                    "198.17.255.255",
                    "198.20.0.0",
                    "198.51.99.255",
                    "203.0.114.0",
                    "223.255.255.255",
                    "::ffff:8.8.8.8",
                    "64:ff9b::8.8.8.8",
                    "2001:200::",
                    "2001:4860:4860::8888",
                    "2001:db7:ffff::",
                    "2001:db9::",
                    "2003::",
                    "2600:1f00::1",
                    "3ffe::",
                ],
            ),
            (
                Kind::Private,
                &[
                    "10.0.0.0",
                    "10.255.255.255",
                    "100.64.0.0",
                    "100.127.255.255",
                    "172.16.0.0",
                    "172.31.255.255",
                    "192.168.0.0",
                    "192.168.255.255",
                    "::ffff:10.0.0.1",
                    "::ffff:c0a8:1",
                    "64:ff9b::10.0.0.1",
                    "64:ff9b::ac10:1",
                    "fc00::",
                    "fd00:ec2::254",
                    "fdff:ffff::1",
                ],
            ),
            (
                Kind::Never,
                &[
                    "0.0.0.0",
                    "0.255.255.255",
                    "127.0.0.1",
                    "127.255.255.255",
                    "169.254.0.0",
                    "169.254.169.254",
                    "192.0.0.0",
                    "192.0.0.170",
                    "192.0.2.7",
                    "192.88.99.1",
                    "198.18.0.0",
                    "198.19.255.255",
                    "198.51.100.1",
                    "203.0.113.255",
                    "224.0.0.1",
                    "239.255.255.255",
                    "240.0.0.1",
                    "255.255.255.255",
                    "::",
                    "::1",
                    "::2",
                    "::127.0.0.1",
                    "::8.8.8.8",
                    "::ffff:127.0.0.1",
                    "::ffff:7f00:1",
                    "::ffff:169.254.169.254",
                    "::ffff:0:8.8.8.8",
                    "64:ff9b::7f00:1",
                    "64:ff9b::169.254.169.254",
                    "64:ff9b::0.0.0.0",
                    "64:ff9b::224.0.0.1",
                    "64:ff9b:1::8.8.8.8",
                    "64:ff9b:0:1::808:808",
                    "100::1",
                    "1fff:ffff::",
                    "2001::1",
                    "2001:0:808:808::",
                    "2001:10::1",
                    "2001:20::1",
                    "2001:1ff:ffff::",
                    "2001:db8::1",
                    "2002:808:808::1",
                    "2002:7f00:1::",
                    "3fff::1",
                    "3fff:fff:ffff::",
                    "4000::",
                    "5f00::1",
                    "fe80::1",
                    "febf::1",
                    "fec0::1",
                    "ff02::1",
                    "ff0e::1",
                ],
            ),
        ];
        for (expected, addresses) in table {
            for text in *addresses {
                let address = text.parse().expect(text);
                assert_eq!(kind(address), *expected, "{text}");
            }
        }
    }
}
