//! What the accept loop serves: something that makes a service for each connection, told where it comes from.

use std::net::SocketAddr;

use axum::Router;
use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::service::TowerToHyperService;

/// Whoever answers requests. The accept loop asks it once a connection.
pub trait Answers: Clone + Send + Sync + 'static {
    /// What answers the requests of one connection.
    type Service: Service<
            Request<Incoming>,
            Response = Response<Self::Body>,
            Error: std::error::Error + Send + Sync,
            Future: Send,
        > + Send;
    /// The body of its answers.
    type Body: Body<Data: Send, Error: std::error::Error + Send + Sync> + Send + Unpin + 'static;

    /// The service of a connection from this address.
    fn connection(&self, peer: SocketAddr) -> Self::Service;
}

/// A router takes everybody alike.
impl Answers for Router {
    type Service = TowerToHyperService<Self>;
    type Body = axum::body::Body;

    fn connection(&self, _: SocketAddr) -> Self::Service {
        TowerToHyperService::new(self.clone())
    }
}
