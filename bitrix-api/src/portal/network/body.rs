//! The body of an answer, whole or spoiled.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

/// How much padding is sent at a time.
const CHUNK: u64 = 64 * 1024;

/// What an answer says.
#[derive(Debug)]
pub(super) struct Body {
    /// What has still to be sent.
    rest: Bytes,
    end: End,
}

/// What comes behind the text.
#[derive(Debug)]
enum End {
    /// Nothing.
    Whole,
    /// So many blanks.
    Blanks(u64),
    /// A broken connection.
    Cut(Cut),
}

#[derive(Debug)]
enum Cut {
    /// The text has not been handed over yet.
    Ahead,
    /// What was handed over is on its way.
    Now,
}

impl Body {
    pub(super) fn whole(text: impl Into<Bytes>) -> Self {
        Self { rest: text.into(), end: End::Whole }
    }

    /// The text, and blanks behind it up to this length.
    pub(super) fn padded(text: Bytes, length: u64) -> Self {
        let blanks = length.saturating_sub(length_of(&text));
        Self { rest: text, end: End::Blanks(blanks) }
    }

    /// The first half of the text, and then the end of the connection.
    pub(super) fn cut(text: &Bytes) -> Self {
        Self { rest: text.slice(..text.len() / 2), end: End::Cut(Cut::Ahead) }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let body = self.get_mut();
        if !body.rest.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut body.rest)))));
        }
        match &mut body.end {
            End::Whole | End::Blanks(0) => Poll::Ready(None),
            End::Blanks(left) => {
                let chunk = CHUNK.min(*left);
                *left -= chunk;
                let blanks = vec![b' '; usize::try_from(chunk).unwrap_or_default()];
                Poll::Ready(Some(Ok(Frame::data(blanks.into()))))
            }
            // Before an error, hyper sends nothing of what it was given unless it is left to for a moment.
            End::Cut(cut @ Cut::Ahead) => {
                *cut = Cut::Now;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            End::Cut(Cut::Now) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && matches!(self.end, End::Whole | End::Blanks(0))
    }

    fn size_hint(&self) -> SizeHint {
        match self.end {
            End::Whole => SizeHint::with_exact(length_of(&self.rest)),
            End::Blanks(blanks) => SizeHint::with_exact(length_of(&self.rest).saturating_add(blanks)),
            End::Cut(_) => SizeHint::default(),
        }
    }
}

fn length_of(text: &Bytes) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}
