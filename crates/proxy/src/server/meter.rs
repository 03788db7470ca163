//! What a connection is at: read off from outside, because hyper does not tell.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::header::{CONNECTION, HeaderValue};
use hyper::service::Service;
use hyper::{Request, Response};

use crate::service::Answers;

/// Shared by the bytes, the service and the task of a connection. They all run in that one task, so
/// nothing of it has to be ordered.
#[derive(Debug, Default)]
pub(super) struct Meter {
    read: AtomicU64,
    written: AtomicU64,
    requests: AtomicU64,
    under_way: AtomicUsize,
    unread: AtomicBool,
    blocked: AtomicBool,
    ended: AtomicBool,
    closing: AtomicBool,
    last_said: AtomicBool,
    with_body: AtomicBool,
    /// Whether the bytes so far end inside of a request, its body included.
    inside: AtomicBool,
}

/// What a [`Meter`] says at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Bytes read and written so far.
    pub(super) read: u64,
    pub(super) written: u64,
    /// Requests whose headers have arrived so far.
    pub(super) requests: u64,
    /// Whether one of them is being answered.
    pub(super) busy: bool,
    /// Whether there is a part of a request that is not whole yet.
    pub(super) partial: bool,
    /// Whether the client does not take what there is to send.
    pub(super) blocked: bool,
    /// Whether an answer said that it is the last one.
    pub(super) last: bool,
}

impl Reading {
    /// Whether there is nothing to be done at this moment.
    pub(super) fn is_still(&self) -> bool {
        !self.busy && !self.partial && !self.blocked
    }

    /// Whether all that was asked is answered, and more may be asked. A connection on which the rest of a body may
    /// still come is never that: whoever had it next would take the rest for a request.
    pub(super) fn is_done(&self) -> bool {
        self.requests > 0 && self.is_still() && !self.last
    }
}

impl Meter {
    pub(super) fn reading(&self) -> Reading {
        Reading {
            read: self.read.load(Ordering::Relaxed),
            written: self.written.load(Ordering::Relaxed),
            requests: self.requests.load(Ordering::Relaxed),
            busy: self.under_way.load(Ordering::Relaxed) > 0,
            partial: self.unread.load(Ordering::Relaxed) || self.inside.load(Ordering::Relaxed),
            last: self.last_said.load(Ordering::Relaxed),
            blocked: self.blocked.load(Ordering::Relaxed),
        }
    }

    /// From now on every answer says that it is the last one of its connection.
    pub(super) fn close_after_answer(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    /// Whether the client has said that it sends nothing more.
    fn ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Whether the client may still be sending: the last request had a body, which may not have been read.
    pub(super) fn may_send_on(&self) -> bool {
        !self.ended() && self.with_body.load(Ordering::Relaxed)
    }

    pub(super) fn has_read(&self, bytes: usize) {
        if bytes == 0 {
            self.ended.store(true, Ordering::Relaxed);
        } else {
            self.read.fetch_add(bytes as u64, Ordering::Relaxed);
            self.unread.store(true, Ordering::Relaxed);
        }
    }

    /// Whether what was read so far ends inside of a request.
    pub(super) fn set_inside(&self, inside: bool) {
        self.inside.store(inside, Ordering::Relaxed);
    }

    pub(super) fn has_written(&self, bytes: usize) {
        self.written.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn set_blocked(&self, blocked: bool) {
        self.blocked.store(blocked, Ordering::Relaxed);
    }
}

/// One answer that is under way, from the request's headers to the last byte of the answer's body.
#[derive(Debug)]
pub(super) struct UnderWay(Arc<Meter>);

impl UnderWay {
    fn new(meter: &Arc<Meter>, with_body: bool) -> Self {
        meter.with_body.store(with_body, Ordering::Relaxed);
        meter.requests.fetch_add(1, Ordering::Relaxed);
        meter.under_way.fetch_add(1, Ordering::Relaxed);
        meter.unread.store(false, Ordering::Relaxed);
        Self(meter.clone())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
        // What was read since belongs to this request's body. Bytes of a next one that came early are
        // in hyper's buffer, where whoever takes the connection over looks.
        self.0.unread.store(false, Ordering::Relaxed);
    }
}

/// The service of one connection, metered.
#[derive(Debug)]
pub(super) struct Metered<S> {
    // Boxed, so that the connection can be moved whatever the service is.
    inner: Box<S>,
    meter: Arc<Meter>,
}

impl<S> Metered<S> {
    pub(super) fn new(inner: S, meter: Arc<Meter>) -> Self {
        Self {
            inner: Box::new(inner),
            meter,
        }
    }
}

/// The answer's future, from a service of any kind.
type Answering<B, E> = Pin<Box<dyn Future<Output = Result<Response<MeteredBody<B>>, E>> + Send>>;

impl<S, B> Service<Request<Incoming>> for Metered<S>
where
    S: Service<Request<Incoming>, Response = Response<B>>,
    S::Future: Send + 'static,
    S::Error: 'static,
    B: 'static,
{
    type Response = Response<MeteredBody<B>>;
    type Error = S::Error;
    type Future = Answering<B, S::Error>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let under_way = UnderWay::new(&self.meter, !request.body().is_end_stream());
        let answering = self.inner.call(request);
        Box::pin(async move {
            let mut response = answering.await?;
            let meter = &under_way.0;
            if meter.closing.load(Ordering::Relaxed) {
                let close = HeaderValue::from_static("close");
                response.headers_mut().insert(CONNECTION, close);
            }
            // What an answer says of its connection is never anything else.
            if response.headers().contains_key(CONNECTION) {
                meter.last_said.store(true, Ordering::Relaxed);
            }
            Ok(response.map(|body| MeteredBody {
                body,
                _under_way: under_way,
            }))
        })
    }
}

/// The body of an answer; it is dropped once its last byte is in hyper's buffer.
#[derive(Debug)]
pub(super) struct MeteredBody<B> {
    body: B,
    _under_way: UnderWay,
}

impl<B: Body + Unpin> Body for MeteredBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// What hyper serves for a connection of these answers.
pub(super) type MeteredFor<A> = Metered<<A as Answers>::Service>;
