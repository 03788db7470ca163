//! What an error body says, read from any of the shapes servers write it in.

use alloc::borrow::Cow;
use alloc::string::String;

use super::error_codes::GENESYS;
use crate::jose::json::Value;
use crate::kinds::body::{Body, number};
use crate::report::ValueKind;

/// What an error says, whatever form it came in.
#[derive(Default)]
pub(super) struct Said {
    /// The error code as written; empty if there is none.
    pub(super) code: String,
    /// The description or message; empty if there is none.
    pub(super) text: String,
    /// The HTTP status, where the body says it.
    pub(super) status: Option<i64>,
    /// Which member or parameter holds the code.
    pub(super) code_name: &'static str,
    /// Whose it is, by its shape.
    pub(super) vendor: Option<&'static str>,
    /// A word on why it was taken for that vendor's.
    pub(super) vendor_reason: &'static str,
    /// Names the request for support: the name of the member and its value.
    pub(super) trace: Option<(&'static str, String)>,
    /// Whether it is in OAuth's form (a code under `error`).
    pub(super) is_oauth: bool,
}

fn owned(value: Option<Cow<'_, str>>) -> String {
    value.map(Cow::into_owned).unwrap_or_default()
}

/// Reads an error body of any of the known shapes.
pub(super) fn read(body: &Body<'_>) -> Said {
    let mut said = Said {
        code_name: "error",
        ..Said::default()
    };
    let text = |name: &str| owned(body.str(name));
    said.status = ["status", "statusCode", "status_code", "httpStatus"]
        .iter()
        .find_map(|name| body.get(name).and_then(number))
        .filter(|status| (100..600).contains(status));
    match body.get("error") {
        Some(error) if error.kind() == ValueKind::String => {
            said.code = text("error");
            said.text = text("error_description");
            said.is_oauth = true;
            if said.text.is_empty() {
                said.text = text("description");
            } else if text("description") == said.text {
                said.vendor = Some(GENESYS);
                said.vendor_reason = "description and error_description say the same";
            }
            // Frameworks write {"status":404,"error":"Not Found","message":…}: a reason phrase, no code.
            if said.code.contains(' ') || (said.status.is_some() && said.text.is_empty()) {
                said.is_oauth = said.code.contains('_');
                if said.text.is_empty() {
                    said.text = text("message");
                }
            }
            if body.get("error_codes").is_some() || said.text.contains("AADSTS") {
                said.vendor = Some("Microsoft Entra ID");
                said.vendor_reason = "it has AADSTS numbers";
            }
        }
        Some(error) if error.kind() == ValueKind::Object => read_inner(error, &mut said),
        _ => read_plain(body, &mut said),
    }
    said.trace = [
        "contextId",
        "correlation_id",
        "trace_id",
        "errorId",
        "request_id",
        "requestId",
    ]
    .iter()
    .find_map(|name| Some((*name, body.str(name)?.into_owned())));
    said
}

/// `{"error":{"code":…,"message":…,"status":…}}`, as Google, Microsoft Graph and others write it.
fn read_inner(error: Value<'_, '_>, said: &mut Said) {
    let text = |name: &str| owned(error.get_str(name));
    said.text = text("message");
    let code = error.get("code");
    match code.and_then(|code| code.as_i64()) {
        Some(status) => {
            said.status = Some(status).filter(|status| (100..600).contains(status));
            said.code = text("status");
        }
        None => said.code = text("code"),
    }
    if said.code.is_empty() {
        said.code = text("type");
    }
}

/// `{"message":…,"code":…,"status":…}`, problem details (RFC 9457) and the like.
fn read_plain(body: &Body<'_>, said: &mut Said) {
    let text = |name: &str| owned(body.str(name));
    let first = |names: &[&'static str]| {
        names
            .iter()
            .find_map(|name| body.str(name).map(|text| (*name, text.into_owned())))
            .unwrap_or_default()
    };
    let (name, code) = first(&["code", "errorCode", "error_code", "type"]);
    said.code_name = name;
    said.code = code;
    said.text = first(&[
        "message",
        "detail",
        "errorSummary",
        "error_description",
        "title",
        "description",
    ])
    .1;
    if let Some(status) = body.get("code").and_then(number) {
        said.status = said
            .status
            .or(Some(status).filter(|s| (100..600).contains(s)));
        if body
            .get("code")
            .is_some_and(|code| code.kind() == ValueKind::Number)
        {
            said.code = String::new();
        }
    }
    let has = |name: &str| body.get(name).is_some();
    if has("contextId") || (has("messageParams") && has("code")) {
        said.vendor = Some(GENESYS);
        said.vendor_reason = "it has the members of the Platform API's error body";
    } else if has("errorSummary") && text("errorCode").starts_with("E0") {
        said.vendor = Some("Okta");
        said.vendor_reason = "errorCode and errorSummary are Okta's";
    } else if text("documentation_url").contains("docs.github.com") {
        said.vendor = Some("GitHub");
        said.vendor_reason = "documentation_url points there";
    }
}
