//! The outermost service. It looks at the path alone: a call goes to the forwarding half, and never through the
//! layers of the site; everything else is the site's.

use std::convert::Infallible;
use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::http::{Request, Response};
use bytes::Bytes;
use hyper::body::{Frame, Incoming, SizeHint};

use crate::forward::limit::Peer;
use crate::forward::{Forward, route};
use crate::service::Answers;

/// What answers every request. Clones are the same door.
#[derive(Debug, Clone)]
pub struct Door {
    site: Router,
    forward: Option<Arc<Forward>>,
}

impl Door {
    /// A door to the site and, if there is one, to the forwarding half.
    #[must_use]
    pub fn new(site: Router, forward: Option<Forward>) -> Self {
        Self {
            site,
            forward: forward.map(Arc::new),
        }
    }

    fn visitor(&self, peer: SocketAddr) -> Visitor {
        Visitor {
            door: self.clone(),
            peer: self.forward.as_ref().map(|forward| forward.peer(peer)),
        }
    }
}

impl Answers for Door {
    type Service = Visitor;
    type Body = Body;

    fn connection(&self, peer: SocketAddr) -> Visitor {
        self.visitor(peer)
    }
}

/// For tests without a socket: as if each request came from this machine.
impl<B> tower::Service<Request<B>> for Door
where
    B: hyper::body::Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        self.visitor((Ipv4Addr::LOCALHOST, 0).into())
            .answer(request)
    }
}

/// The service of one connection: it knows where that comes from.
#[derive(Debug, Clone)]
pub struct Visitor {
    door: Door,
    peer: Option<Peer>,
}

/// An answer to come. It is in a box so that a connection which waits for its next request is small.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl Visitor {
    fn answer<B>(&self, request: Request<B>) -> Answering
    where
        B: hyper::body::Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
    {
        if let (Some(forward), Some(peer)) = (&self.door.forward, self.peer)
            && route::is_ours(request.uri().path())
        {
            let forward = Arc::clone(forward);
            return Box::pin(async move { Ok(forward.answer(peer, request).await) });
        }
        let answer = tower::Service::call(&mut self.door.site.clone(), request);
        Box::pin(async move { Ok(answer.await?.map(Body::Page)) })
    }
}

impl hyper::service::Service<Request<Incoming>> for Visitor {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        self.answer(request)
    }
}

/// The body of an answer.
#[derive(Debug)]
pub enum Body {
    /// All of it is here already.
    Whole(Option<Bytes>),
    /// It comes from the site.
    Page(axum::body::Body),
}

impl Body {
    /// A body that is here already.
    #[must_use]
    pub fn whole(bytes: Bytes) -> Self {
        Self::Whole(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match &mut *self {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Page(page) => Pin::new(page).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.is_none(),
            Self::Page(page) => page.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => {
                let length = bytes.as_ref().map_or(0, Bytes::len);
                SizeHint::with_exact(length.try_into().unwrap_or(u64::MAX))
            }
            Self::Page(page) => page.size_hint(),
        }
    }
}
