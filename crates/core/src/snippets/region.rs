//! The regions' domains, and what AWS calls the regions.
//!
//! The tables have more about them; this little of it is here so that a snippet needs no table, and
//! so that none is made for a domain that is not Genesys'.

/// A region as snippets name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) domain: &'static str,
    pub(super) aws: &'static str,
}

/// Domain and AWS name. Held against the table of regions by a test.
pub(super) const REGIONS: [(&str, &str); 18] = [
    ("mypurecloud.com", "us-east-1"),
    ("use2.us-gov-pure.cloud", "us-east-2"),
    ("usw2.pure.cloud", "us-west-2"),
    ("cac1.pure.cloud", "ca-central-1"),
    ("sae1.pure.cloud", "sa-east-1"),
    ("mxc1.pure.cloud", "mx-central-1"),
    ("mypurecloud.de", "eu-central-1"),
    ("mypurecloud.ie", "eu-west-1"),
    ("euw2.pure.cloud", "eu-west-2"),
    ("euc2.pure.cloud", "eu-central-2"),
    ("mec1.pure.cloud", "me-central-1"),
    ("edee1.eusc-pure.cloud", "eusc-de-east-1"),
    ("aps1.pure.cloud", "ap-south-1"),
    ("apse1.pure.cloud", "ap-southeast-1"),
    ("mypurecloud.com.au", "ap-southeast-2"),
    ("mypurecloud.jp", "ap-northeast-1"),
    ("apne2.pure.cloud", "ap-northeast-2"),
    ("apne3.pure.cloud", "ap-northeast-3"),
];

/// The region with exactly this domain.
pub(super) fn of(domain: &str) -> Option<Region> {
    let found = REGIONS.iter().find(|(known, _)| *known == domain)?;
    Some(Region {
        domain: found.0,
        aws: found.1,
    })
}
