//! Where the facts of the tree are written, by their public names, each with its mark.

use crate::report::Mark::{self, Documented, Inferred, Observed, Unverified};

/// A mark and where it is written.
pub(super) type Source = (Mark, &'static str);

pub(super) const LIVE_TESTS: Source = (Observed, "gildas/go-gcloudcx, tests against the service");
pub(super) const LIVE_ERRORS: Source = (Observed, "gildas/go-gcloudcx, error.go");
pub(super) const SWAGGER: Source = (Observed, "types made from the public API description");
pub(super) const VISUALIZER: Source = (Observed, "tishige/CallFlowVisualizer, issues 8 and 9");
pub(super) const UTILS: Source = (Observed, "GForceIndustries/GCCX-Utils, README");
pub(super) const CLIENT_CREDENTIALS: Source = (
    Documented,
    "developer.genesys.cloud, Use client credentials",
);
pub(super) const CREATE_CLIENT: Source =
    (Documented, "help.mypurecloud.com, Create an OAuth client");
pub(super) const OAUTH_CLIENT: Source = (Documented, "Genesys Cloud SDKs, model OAuthClient");
pub(super) const SDKS: Source = (Documented, "Genesys Cloud SDKs, API clients");
pub(super) const REGION_HOSTS: Source = (Documented, "Genesys Cloud SDKs, region hosts");
pub(super) const PYTHON: Source = (Observed, "Genesys Cloud Python SDK 269.0.0, run");
pub(super) const JAVASCRIPT: Source = (Documented, "Genesys Cloud JavaScript SDK, README");
pub(super) const TERRAFORM: Source = (
    Documented,
    "Terraform provider genesyscloud 1.84.1, provider.go",
);
pub(super) const TERRAFORM_CLIENT: Source = (
    Documented,
    "Terraform provider genesyscloud 1.84.1, oauth_client",
);
pub(super) const BLOG_USER: Source = (Documented, "Genesys developer center blog, 2022-02-11");
pub(super) const BLOG_TRACE: Source = (Documented, "Genesys developer center blog, 2021-05-06");
pub(super) const REFRESH: Source = (Documented, "Genesys developer forum, topic 7422");
pub(super) const IDLE: Source = (Documented, "Genesys developer forum, topic 12251");
pub(super) const SCOPES: Source = (
    Documented,
    "help.mypurecloud.com, Enable OAuth scope enforcement",
);
pub(super) const USER_CHECKS: Source = (
    Documented,
    "community.genesys.com, announcement on stricter permission checks of 2025-12-01",
);
pub(super) const ALLOWLIST: Source = (
    Documented,
    "help.mypurecloud.com, the page on the allowlist of IP addresses",
);
pub(super) const LIMITS: Source = (
    Documented,
    "community.genesys.com, quoting developer.genesys.cloud on the limits of the Platform API",
);
pub(super) const SSO_ONLY: Source = (
    Documented,
    "help.mypurecloud.com, Use SSO instead of Genesys Cloud login credentials",
);
pub(super) const SSO: Source = (
    Documented,
    "help.mypurecloud.com, the pages on single sign-on providers",
);
pub(super) const ENTRA: Source = (Documented, "Microsoft Entra documentation");
pub(super) const SECRET_HIDDEN: Source = (
    Documented,
    "Genesys, announcement of 2025-02-10 on client secrets",
);
pub(super) const CLIENT_ADDRESSES: Source = (
    Documented,
    "help.genesys.cloud, announcement of 2026-04-06 on allowed IP addresses of clients",
);
pub(super) const PREMIUM_APP: Source = (Documented, "MyPureCloud/purecloud-premium-app, main.js");
pub(super) const CODE_GRANT: Source = (Documented, "RFC 6749 §4.1.3, §5.2");
pub(super) const PKCE: Source = (Documented, "RFC 7636 §4.6");
pub(super) const FORM: Source = (Documented, "RFC 6749 §4.4.2");
pub(super) const BEARER: Source = (Documented, "RFC 6750 §2.1");
pub(super) const BASIC: Source = (Documented, "RFC 7617 §2");
pub(super) const DERIVED: Source = (Inferred, "from how the endpoints are documented");
pub(super) const RECALLED: Source = (Unverified, "no published source was found");
pub(super) const DELETED: Source = (
    Documented,
    "help.mypurecloud.com, the pages on deleting OAuth clients",
);
