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

/// What may follow a fault.
const PARTS: [&str; 6] = ["before", "after", "to=ORIGIN", "method=METHOD", "oauth", "times=N"];

/// The longest delay that is taken for one. Callers have given up long before.
const LONGEST_DELAY: Duration = Duration::from_secs(3600);

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
        for (part, value) in parts {
            match (part, value) {
                ("before", None) => details.strike_at(Moment::Before)?,
                ("after", None) => details.strike_at(Moment::After)?,
                ("to", Some(origin)) if name == "redirect" => once(&mut details.to, part, origin)?,
                ("oauth", None) => details.is_oauth = true,
                ("method", Some(method)) if !method.is_empty() => once(&mut details.method, part, method)?,
                ("times", Some(number)) => {
                    let number = read::<NonZeroU32>(number, "times", "a whole number of at least 1")?;
                    once(&mut details.times, part, number)?;
                }
                _ => return Err(unknown_part(name, part, value)),
            }
        }
        let (target, times) = (details.target()?, details.times.map_or(1, NonZeroU32::get));
        Ok(Self { fault: details.fault(name, value)?, target, times })
    }
}

/// What follows a fault's own name and value.
#[derive(Default)]
struct Details<'t> {
    moment: Option<Moment>,
    to: Option<&'t str>,
    is_oauth: bool,
    method: Option<&'t str>,
    times: Option<NonZeroU32>,
}

impl Details<'_> {
    fn strike_at(&mut self, moment: Moment) -> Result<(), FaultSyntaxError> {
        match self.moment.replace(moment) {
            Some(other) if other != moment => Err(FaultSyntaxError(
                "`before` and `after`: a fault has one moment; leave out one of them".to_owned(),
            )),
            _ => Ok(()),
        }
    }

    fn target(&self) -> Result<Target, FaultSyntaxError> {
        match (self.is_oauth, self.method) {
            (true, Some(method)) => Err(FaultSyntaxError(format!(
                "`oauth` and `method={method}`: a fault waits for one of them; leave out the other"
            ))),
            (true, None) => Ok(Target::Authorisation),
            (false, Some(method)) => Ok(Target::Method(method.to_ascii_lowercase())),
            (false, None) => Ok(Target::AnyCall),
        }
    }

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

/// Keeps what may be said once.
fn once<T>(slot: &mut Option<T>, part: &str, value: T) -> Result<(), FaultSyntaxError> {
    match slot.replace(value) {
        Some(_) => Err(FaultSyntaxError(format!("{part}: it is there twice; leave out one of them"))),
        None => Ok(()),
    }
}

fn seconds(text: &str) -> Result<Duration, FaultSyntaxError> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let seconds = seconds.filter(|seconds| *seconds <= LONGEST_DELAY);
    seconds.ok_or_else(|| {
        wrong(text, "delay", &format!("a number of seconds up to {}", LONGEST_DELAY.as_secs()))
    })
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

fn unknown_part(fault: &str, part: &str, value: Option<&str>) -> FaultSyntaxError {
    let form = PARTS.iter().find(|form| form.split('=').next() == Some(part));
    FaultSyntaxError(match form.map(|form| (*form, form.contains('='))) {
        Some(("to=ORIGIN", _)) if fault != "redirect" => {
            format!("{part:?}: this cannot follow a fault other than redirect")
        }
        Some((form, true)) => format!("{part}: its value is missing; write {form}"),
        Some((form, false)) if value.is_some() => format!("{part}: it takes no value; write {form}"),
        _ => format!("{part:?}: this cannot follow a fault; there are {}", PARTS.join(", ")),
    })
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
            ("delay=-1", "delay: \"-1\" is not a number of seconds up to 3600"),
            ("delay=1e30", "delay: \"1e30\" is not a number of seconds up to 3600"),
            ("page=99", "page: \"99\" is not an HTTP status from 200 to 599"),
            ("page=x", "page: \"x\" is not an HTTP status"),
            ("redirect=200,to=http://127.0.0.1:1", "redirect: \"200\" is not an HTTP status from 300 to 399"),
            ("redirect=302", "redirect: say where to, as in redirect=302,to=http://127.0.0.1:8080"),
            ("redirect=302,to=http://a/b", "to: expected scheme, host and port and nothing else"),
            ("error=NO", "error: \"NO\" is not the code of a system error; there are INTERNAL_SERVER_ERROR,"),
            ("truncated,after", "truncated: it has one moment only; leave out `before` or `after`"),
            ("drop,times=0", "times: \"0\" is not a whole number of at least 1"),
            ("drop,to=http://a", "\"to\": this cannot follow a fault"),
            (
                "drop,soon",
                "\"soon\": this cannot follow a fault; there are before, after, to=ORIGIN, method=METHOD,",
            ),
            ("drop,method=", "method: its value is missing; write method=METHOD"),
            ("drop,times", "times: its value is missing; write times=N"),
            ("drop,oauth=1", "oauth: it takes no value; write oauth"),
            (
                "drop,oauth,method=profile",
                "`oauth` and `method=profile`: a fault waits for one of them; leave out the other",
            ),
            ("drop,method=a.b,oauth", "`oauth` and `method=a.b`: a fault waits for one of them"),
            ("drop,after,before", "`before` and `after`: a fault has one moment; leave out one of them"),
            ("drop,times=1,times=2", "times: it is there twice"),
            ("drop,method=a.b,method=c.d", "method: it is there twice"),
            ("delay=3601", "delay: \"3601\" is not a number of seconds up to 3600"),
            ("redirect=302,to=ftp://a", "to: expected scheme, host and port and nothing else, like http://"),
        ] {
            let error = read(text).expect_err(text);
            assert!(error.starts_with(message), "{error}");
        }
    }
}
