//! The region that is answered within this process: the stand-in, which sees the same request that an upstream
//! would see, and whose answer goes through the same list of headers.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use claimlens_core::calls::Host;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tower::ServiceExt as _;

use super::{Fault, Incoming, Kept, Outgoing, USER_AGENT};

/// The stand-in's router.
#[derive(Debug, Clone)]
pub struct Demo(pub Router);

impl Demo {
    /// The key of the region.
    pub const KEY: &str = "demo";

    /// Has a request answered.
    ///
    /// # Errors
    /// [`Fault`], when there is no answer that can be passed on.
    pub async fn call(&self, outgoing: &Outgoing<'_>, cap: usize) -> Result<Incoming, Fault> {
        let request = request(outgoing).ok_or(Fault::Answer)?;
        let Ok(response) = self.0.clone().oneshot(request).await;
        let (head, body) = response.into_parts();
        if head.status.is_redirection() {
            return Err(Fault::Redirect);
        }
        let body = Limited::new(body, cap).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                Fault::TooLarge
            } else {
                Fault::Answer
            }
        })?;
        let mut kept = Kept::default();
        for (name, value) in &head.headers {
            if let Some(slot) = kept.slot(name.as_str().as_bytes()) {
                *slot = Some(value.clone());
            }
        }
        Ok(Incoming {
            status: head.status,
            kept,
            body: body.to_bytes(),
        })
    }
}

/// The request of the template, with the path that the stand-in has it under.
fn request(outgoing: &Outgoing<'_>) -> Option<Request<Body>> {
    let prefix = match outgoing.host {
        Host::Login => "/demo/login",
        Host::Api => "/demo",
    };
    let mut request = Request::builder()
        .method(outgoing.method.name())
        .uri(format!("{prefix}{}", outgoing.target))
        .header(header::ACCEPT, "application/json")
        .header(header::USER_AGENT, USER_AGENT);
    if let Some((scheme, credential)) = outgoing.authorization {
        let credential = [scheme.as_bytes(), credential].concat();
        let credential = HeaderValue::from_bytes(&credential).ok()?;
        request = request.header(header::AUTHORIZATION, credential);
    }
    let body = match outgoing.body {
        None => Body::empty(),
        Some((content_type, body)) => {
            request = request
                .header(header::CONTENT_TYPE, content_type)
                .header(header::CONTENT_LENGTH, body.len());
            Body::from(body.to_vec())
        }
    };
    request.body(body).ok()
}
