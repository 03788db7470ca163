//! The regions' keys and domains.
//!
//! The reference data has more about them; this little of it is here so that neither the companion nor a
//! program to copy needs a file, and so that none is made for a domain that is not Genesys'.

use alloc::format;
use alloc::string::String;

use super::Host;

/// Domain and AWS name of every customer region. A test holds them against `data/genesys/regions.json`.
pub const REGIONS: [(&str, &str); 18] = [
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

/// The domain of a region's key: its domain or its AWS name, in lower case and to the letter. Nothing is
/// normalised: no case, no trailing dot, no encoding.
#[must_use]
pub fn domain(key: &str) -> Option<&'static str> {
    REGIONS
        .iter()
        .find(|(domain, aws)| *domain == key || *aws == key)
        .map(|(domain, _)| *domain)
}

/// The host of a region, `login.` or `api.` before its domain. None for what is no key of a region.
#[must_use]
pub fn host(key: &str, host: Host) -> Option<String> {
    let domain = domain(key)?;
    Some(format!("{}.{domain}", host.prefix()))
}
