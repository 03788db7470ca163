//! What each refusal says, for people: one sentence on what happened and one on what to do.

use super::Code;

impl Code {
    /// What happened.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::NotFound => "There is no such call here.",
            Self::Method => "This call is not made with this method.",
            Self::Origin => "This request may not come from where it comes from.",
            Self::OriginUnreadable => "The request names two origins, or one that none can be.",
            Self::Host => "This server does not go by the name it was called.",
            Self::HostUnreadable => {
                "The request names no host, or more than one, or one that cannot be read."
            }
            Self::Rate => "There were more requests than this proxy takes in a minute.",
            Self::Query => "The query holds what this call does not take.",
            Self::Authorization => "This call needs other credentials than the request has.",
            Self::ContentType => "The body of a token call has to be a form.",
            Self::ContentEncoding => "A compressed body is not taken.",
            Self::Framing => "The length of the body is not told by one Content-Length.",
            Self::BodyTooLarge => "The body is larger than this call takes.",
            Self::BodyExpected => "This call needs a body.",
            Self::BodyUnexpected => "This call takes no body.",
            Self::BodyIncomplete => "The body did not arrive whole, or not in time.",
            Self::Grant => "The grant_type is missing, or none that is forwarded here.",
            Self::Form => "The form has other fields than its grant has.",
            Self::Busy => "The proxy has as much to do as it takes.",
            Self::UpstreamUnreachable => "The host of the region cannot be reached, or hung up.",
            Self::UpstreamDns => "The name of the region's host leads to no address.",
            Self::UpstreamAddress => {
                "The name of the region's host leads to an address that is not of the public internet."
            }
            Self::UpstreamTls => "The region's host did not prove that it is who it should be.",
            Self::UpstreamRedirect => "The region's host sent a redirect, which is not followed.",
            Self::UpstreamAnswer => "The answer of the region's host is cut or broken.",
            Self::UpstreamTooLarge => "The answer of the region's host is larger than is taken.",
            Self::UpstreamDeadline => "The region's host did not answer in time.",
            Self::Panic => "The proxy failed on this request.",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::NotFound => {
                "Look up the region's key in /proxy.json and the path in the proxy's documentation; both count to the letter."
            }
            Self::Method => "Use one of the methods in the header Allow.",
            Self::Origin => {
                "Call from the page that the proxy serves, or add the page's origin with --origin; either way set the header Claimlens-Request: 1. For clients that are no browser there is --gateway."
            }
            Self::OriginUnreadable => "Send one Origin, as browsers do, or none.",
            Self::Host => {
                "Use the address that the proxy printed when it started; further names are added with --host."
            }
            Self::HostUnreadable => "Send one Host with the proxy's name.",
            Self::Rate => {
                "Wait as Retry-After says. The numbers are set with --rate-address, --rate-total and --rate-tokens."
            }
            Self::Query => {
                "Leave it out, or use pageSize, pageNumber and expand where the call has them. A credential never belongs into a query."
            }
            Self::Authorization => {
                "Send one Authorization: Basic with a token call (none with client_id and code_verifier), Bearer with every other."
            }
            Self::ContentType => "Send Content-Type: application/x-www-form-urlencoded, in UTF-8.",
            Self::ContentEncoding => "Send the body as it is, without Content-Encoding.",
            Self::Framing => "Send one Content-Length and no Transfer-Encoding.",
            Self::BodyTooLarge => "Send at most 8 kB, or 64 kB with a SAML assertion.",
            Self::BodyExpected => "Send the form of a grant.",
            Self::BodyUnexpected => "Leave the body out.",
            Self::BodyIncomplete => "Send it again, in one go.",
            Self::Grant => "Use one of the grants in /proxy.json.",
            Self::Form => {
                "Send each field of the grant once and with a value, and no others; no client secret in the form."
            }
            Self::Busy => "Try again in a moment.",
            Self::UpstreamUnreachable => {
                "Check that this machine may connect to the login and api hosts of the region on port 443, perhaps through --egress-proxy."
            }
            Self::UpstreamDns => "Check the name resolution of this machine.",
            Self::UpstreamAddress => {
                "If the network leads Genesys Cloud through an address of its own, name the host with --allow-private."
            }
            Self::UpstreamTls => {
                "If the network inspects TLS, add its root certificate with --extra-roots; otherwise somebody else answers in the host's place."
            }
            Self::UpstreamRedirect => {
                "Something between here and the region answers in its place: a login page of the network, perhaps."
            }
            Self::UpstreamAnswer => {
                "Try again; if it stays, something between here and the region damages the answers."
            }
            Self::UpstreamTooLarge => "Ask for less, with a smaller pageSize.",
            Self::UpstreamDeadline => {
                "Try again; the time is set with --deadline. Whether the call was carried out is not known."
            }
            Self::Panic => "Try again, and report it if it stays.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_in_the_list_at_its_own_place() {
        for (place, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code as usize, place);
            assert!(code.message().ends_with('.') && code.remedy().ends_with('.'));
            // They are put into JSON as they are.
            let texts = [code.name(), code.message(), code.remedy()].concat();
            assert!(!texts.contains(['"', '\\', '\n']), "{texts}");
        }
    }
}
