//! What a fault does to a call and to its answer.

use std::time::Duration;

use hyper::StatusCode;

use super::fault::Fault;
use super::moment::Moment;
use crate::portal::journal::outcome::Outcome;
use crate::portal::methods::answer::Answer;
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::system_code::SystemCode;
use crate::portal::network::reply::Reply;

/// What PHP prints before it dies.
const GARBAGE: &[u8] = b"<br />\n<b>Fatal error</b>:  Allowed memory size of 268435456 bytes exhausted in \
    <b>/home/bitrix/www/rest/index.php</b> on line <b>1</b><br />\n";

/// JSON whose one text is Russian in Windows-1251.
const NOT_UTF8: &[u8] = b"{\"result\":\"\xcf\xf0\xe8\xe2\xe5\xf2\"}";

/// A call that did not get in.
#[derive(Debug)]
pub(in crate::portal) struct Stopped {
    pub(in crate::portal) outcome: Outcome,
    /// None if the connection is closed instead.
    pub(in crate::portal) reply: Option<Reply>,
}

impl Stopped {
    /// A call that the system refuses.
    pub(in crate::portal) fn refused(code: SystemCode) -> Self {
        let refusal = Refusal::from(code);
        Self { outcome: Outcome::from(&refusal), reply: Some(refused(code)) }
    }
}

impl Fault {
    /// How long it holds up a call, or an answer.
    pub(in crate::portal) fn delay(&self, at: Moment) -> Duration {
        match self {
            Self::Delay(delay, moment) if *moment == at => *delay,
            _ => Duration::ZERO,
        }
    }

    /// What comes of a call that it keeps from running; `path` is the call's own, query included.
    pub(in crate::portal) fn stop(&self, path: &str) -> Option<Stopped> {
        match self {
            Self::Drop(Moment::Before) => Some(Stopped { outcome: Outcome::Dropped, reply: None }),
            Self::Page(http, Moment::Before) => Some(answered(page(*http))),
            Self::Error(code, Moment::Before) => Some(Stopped::refused(*code)),
            Self::Redirect(http, to) => {
                Some(answered(Reply::redirect(status(*http), &format!("{to}{path}"))))
            }
            _ => None,
        }
    }

    /// What is left of the answer to a call that has run; none if the connection is closed instead.
    pub(in crate::portal) fn spoil(&self, reply: Reply) -> Option<Reply> {
        match self {
            Self::Drop(_) => None,
            Self::Page(http, _) => Some(page(*http)),
            Self::Error(code, _) => Some(refused(*code)),
            Self::Truncated => reply.cut(),
            Self::Garbage => Some(Reply::claimed_json(GARBAGE)),
            Self::Empty => Some(Reply::status(StatusCode::OK)),
            Self::NotUtf8 => Some(Reply::claimed_json(NOT_UTF8)),
            Self::Huge(bytes) => Some(reply.padded(*bytes)),
            Self::Delay(..) | Self::Redirect(..) => Some(reply),
        }
    }
}

fn answered(reply: Reply) -> Stopped {
    Stopped { outcome: Outcome::Status, reply: Some(reply) }
}

fn refused(code: SystemCode) -> Reply {
    Reply::from(&Answer::refused(code))
}

/// The page of a proxy.
fn page(http: u16) -> Reply {
    let status = status(http);
    let title = format!("{} {}", status.as_str(), status.canonical_reason().unwrap_or_default());
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    );
    Reply::html(status, page)
}

/// The status that ends an exchange; HTTP 500 where the number is none.
fn status(http: u16) -> StatusCode {
    let status = StatusCode::from_u16(http).ok().filter(|status| !status.is_informational());
    status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
