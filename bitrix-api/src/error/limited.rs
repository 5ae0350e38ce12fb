//! A call that would have had to wait for too long.

use std::fmt;
use std::time::Duration;

/// The call was not sent: it would have had to wait, past its deadline or at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limited {
    pub(crate) method: String,
    pub(crate) waiting: Waiting,
    pub(crate) left: Option<Duration>,
    /// How long the call may take, if that is why it was not sent.
    pub(crate) deadline: Option<Duration>,
}

/// What a call waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Waiting {
    /// The portal takes so many calls a second.
    ForTurn,
    /// The method has used up its share of the portal's time.
    ForMethod,
    /// The access token is being renewed.
    ForToken,
}

impl Limited {
    /// What it would have waited for.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        self.waiting
    }

    /// How long it would have had to wait, if that is known.
    #[must_use]
    pub fn left(&self) -> Option<Duration> {
        self.left
    }
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: ", self.method)?;
        match self.waiting {
            Waiting::ForTurn => f.write_str("too many calls are waiting for their turn at this portal")?,
            Waiting::ForMethod => f.write_str("the method has used up its share of the portal's time")?,
            Waiting::ForToken => f.write_str("the access token is still being renewed")?,
        }
        if let Some(left) = self.left {
            write!(f, ", for {:.1} s more", left.as_secs_f64())?;
        }
        match self.deadline {
            Some(most) => {
                write!(f, "; a call may take {:.0} s (`ClientBuilder::deadline`)", most.as_secs_f64())
            }
            None => f.write_str("; calls do not wait for that (`ClientBuilder::operating_limit`)"),
        }
    }
}

impl std::error::Error for Limited {}
