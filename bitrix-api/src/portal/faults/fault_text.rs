//! Faults as texts: `drop,after,method=biconnector.connector.update,times=2`.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use super::fault::Fault;
use super::moment::Moment;
use super::planned_fault::{PlannedFault, Target};
use crate::portal::methods::system_code::SystemCode;

/// A text that is no fault: what is wrong with it, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FaultSyntaxError(String);

/// How faults are written, without what may follow any of them.
const FAULTS: &str = "drop, delay=SECONDS, page=STATUS, error=CODE, redirect=STATUS,to=ORIGIN, truncated, garbage, \
                      empty, not-utf8 and huge=BYTES";

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = match self {
            Self::Drop(moment) => {
                f.write_str("drop")?;
                moment
            }
            Self::Delay(delay, moment) => {
                write!(f, "delay={}", delay.as_secs_f64())?;
                moment
            }
            Self::Page(http, moment) => {
                write!(f, "page={http}")?;
                moment
            }
            Self::Error(code, moment) => {
                write!(f, "error={}", code.code())?;
                moment
            }
            Self::Redirect(http, to) => return write!(f, "redirect={http},to={to}"),
            Self::Truncated => return f.write_str("truncated"),
            Self::Garbage => return f.write_str("garbage"),
            Self::Empty => return f.write_str("empty"),
            Self::NotUtf8 => return f.write_str("not-utf8"),
            Self::Huge(bytes) => return write!(f, "huge={bytes}"),
        };
        match moment {
            Moment::Before => Ok(()),
            Moment::After => f.write_str(",after"),
        }
    }
}

impl fmt::Display for PlannedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)?;
        match &self.target {
            Target::AnyCall => {}
            Target::Method(method) => write!(f, ",method={method}")?,
            Target::Authorisation => f.write_str(",oauth")?,
        }
        if self.times == 1 { Ok(()) } else { write!(f, ",times={}", self.times) }
    }
}

impl FromStr for PlannedFault {
    type Err = FaultSyntaxError;

    /// Reads a fault, its own value if it has one, and what follows in whichever order: `after` (or `before`) for the
    /// faults that can strike at both moments, `to=ORIGIN` for `redirect`, `method=METHOD` or `oauth`, and `times=N`.
    fn from_str(text: &str) -> Result<Self, FaultSyntaxError> {
        let mut parts = text.split(',').map(|part| match part.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (part, None),
        });
        let (name, value) = parts.next().unwrap_or_default();
        let mut details = Details::default();
        let (mut target, mut times) = (Target::AnyCall, 1);
        for (part, value) in parts {
            match (part, value) {
                ("before", None) => details.moment = Some(Moment::Before),
                ("after", None) => details.moment = Some(Moment::After),
                ("to", Some(origin)) if name == "redirect" => details.to = Some(origin),
                ("oauth", None) => target = Target::Authorisation,
                ("method", Some(method)) if !method.is_empty() => {
                    target = Target::Method(method.to_ascii_lowercase());
                }
                ("times", Some(number)) => {
                    times = read::<NonZeroU32>(number, "times", "a whole number of at least 1")?.get();
                }
                _ => return Err(unknown_part(part)),
            }
        }
        Ok(Self { fault: details.fault(name, value)?, target, times })
    }
}

/// What follows a fault's own name and value.
#[derive(Default)]
struct Details<'t> {
    moment: Option<Moment>,
    to: Option<&'t str>,
}

impl Details<'_> {
    fn fault(self, name: &str, value: Option<&str>) -> Result<Fault, FaultSyntaxError> {
        let moment = self.moment.unwrap_or(Moment::Before);
        let fault = match (name, value) {
            ("drop", None) => Fault::Drop(moment),
            ("delay", Some(value)) => Fault::Delay(seconds(value)?, moment),
            ("page", Some(value)) => Fault::Page(status(value, name, 200)?, moment),
            ("error", Some(value)) => Fault::Error(code(value)?, moment),
            ("redirect", Some(value)) => {
                let to = self.to.ok_or_else(|| {
                    FaultSyntaxError(
                        "redirect: say where to, as in redirect=302,to=http://127.0.0.1:8080".to_owned(),
                    )
                })?;
                let to = to.parse().map_err(|error| FaultSyntaxError(format!("to: {error}")))?;
                Fault::Redirect(status(value, name, 300)?, to)
            }
            ("truncated", None) => Fault::Truncated,
            ("garbage", None) => Fault::Garbage,
            ("empty", None) => Fault::Empty,
            ("not-utf8", None) => Fault::NotUtf8,
            ("huge", Some(value)) => Fault::Huge(read(value, name, "a number of bytes")?),
            _ => return Err(unknown(name, value)),
        };
        let has_moment =
            matches!(fault, Fault::Drop(_) | Fault::Delay(..) | Fault::Page(..) | Fault::Error(..));
        match self.moment {
            Some(_) if !has_moment => Err(FaultSyntaxError(format!(
                "{name}: it has one moment only; leave out `before` or `after`"
            ))),
            _ => Ok(fault),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, FaultSyntaxError> {
    let seconds: f64 = read(text, "delay", "a number of seconds")?;
    Duration::try_from_secs_f64(seconds).map_err(|_| wrong(text, "delay", "a number of seconds"))
}

fn status(text: &str, name: &str, least: u16) -> Result<u16, FaultSyntaxError> {
    let status = read(text, name, "an HTTP status")?;
    let most = if least == 300 { 399 } else { 599 };
    match status {
        status if (least..=most).contains(&status) => Ok(status),
        _ => Err(wrong(text, name, &format!("an HTTP status from {least} to {most}"))),
    }
}

fn code(text: &str) -> Result<SystemCode, FaultSyntaxError> {
    SystemCode::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = SystemCode::ALL.iter().map(|code| code.code()).collect();
        wrong(text, "error", &format!("the code of a system error; there are {}", codes.join(", ")))
    })
}

fn read<T: FromStr>(text: &str, name: &str, wanted: &str) -> Result<T, FaultSyntaxError> {
    text.parse().map_err(|_| wrong(text, name, wanted))
}

fn wrong(text: &str, name: &str, wanted: &str) -> FaultSyntaxError {
    FaultSyntaxError(format!("{name}: {text:?} is not {wanted}"))
}

fn unknown(name: &str, value: Option<&str>) -> FaultSyntaxError {
    let known = FAULTS.replace(" and", ",");
    let form = known.split(", ").find(|known| known.split('=').next() == Some(name));
    FaultSyntaxError(match (form, value) {
        (Some(form), None) => format!("{name}: its value is missing; write {form}"),
        (Some(form), Some(_)) => format!("{name}: it takes no value; write {form}"),
        (None, _) => format!("{name:?}: there is no such fault; there are {FAULTS}"),
    })
}

fn unknown_part(part: &str) -> FaultSyntaxError {
    FaultSyntaxError(format!(
        "{part:?}: this cannot follow a fault; `after`, `to=ORIGIN`, `method=METHOD`, `oauth` and `times=N` can"
    ))
}

#[cfg(test)]
mod tests {
    use super::PlannedFault;

    fn read(text: &str) -> Result<PlannedFault, String> {
        text.parse().map_err(|error: super::FaultSyntaxError| error.to_string())
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "drop",
            "drop,after",
            "delay=0.25,after",
            "page=504,after,times=3",
            "error=OVERLOAD_LIMIT",
            "redirect=307,to=http://127.0.0.1:8080",
            "truncated,method=a.b",
            "garbage,oauth,times=2",
            "empty",
            "not-utf8",
            "huge=1000000",
        ] {
            assert_eq!(read(text).map(|fault| fault.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(read("drop,before,times=1,method=A.B").expect("one").to_string(), "drop,method=a.b");
    }

    #[test]
    fn what_is_wrong_is_named_with_the_remedy() {
        for (text, message) in [
            ("drpo", "\"drpo\": there is no such fault; there are drop, delay=SECONDS,"),
            ("", "\"\": there is no such fault"),
            ("delay", "delay: its value is missing; write delay=SECONDS"),
            ("huge", "huge: its value is missing; write huge=BYTES"),
            ("drop=3", "drop: it takes no value; write drop"),
            ("delay=-1", "delay: \"-1\" is not a number of seconds"),
            ("delay=1e30", "delay: \"1e30\" is not a number of seconds"),
            ("page=99", "page: \"99\" is not an HTTP status from 200 to 599"),
            ("page=x", "page: \"x\" is not an HTTP status"),
            ("redirect=200,to=http://127.0.0.1:1", "redirect: \"200\" is not an HTTP status from 300 to 399"),
            ("redirect=302", "redirect: say where to, as in redirect=302,to=http://127.0.0.1:8080"),
            ("redirect=302,to=http://a/b", "to: expected scheme, host and port and nothing else"),
            ("error=NO", "error: \"NO\" is not the code of a system error; there are INTERNAL_SERVER_ERROR,"),
            ("truncated,after", "truncated: it has one moment only; leave out `before` or `after`"),
            ("drop,times=0", "times: \"0\" is not a whole number of at least 1"),
            ("drop,to=http://a", "\"to\": this cannot follow a fault"),
            ("drop,soon", "\"soon\": this cannot follow a fault; `after`, `to=ORIGIN`, `method=METHOD`,"),
            ("drop,method=", "\"method\": this cannot follow a fault"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.starts_with(message), "{error}");
        }
    }
}
