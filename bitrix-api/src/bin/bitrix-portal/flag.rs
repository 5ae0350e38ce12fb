//! An option with its value: what the option needs, or a problem that says what to give.

use std::ffi::OsString;
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use bitrix_api::portal::{Origin, PlannedFault, RateLimit, Release};
use lexopt::Parser;

use crate::problem::Problem;

/// An option whose value is still to be read.
pub(crate) struct Flag<'a> {
    name: &'a str,
    parser: &'a mut Parser,
}

impl<'a> Flag<'a> {
    pub(crate) fn new(name: &'a str, parser: &'a mut Parser) -> Self {
        Self { name, parser }
    }

    pub(crate) fn address(&mut self) -> Result<SocketAddr, Problem> {
        self.read(
            "an address like 127.0.0.1:8080",
            |text| text.parse().ok(),
            |text| {
                let is_name = text.rsplit_once(':').is_some_and(|(name, port)| {
                    name.contains(char::is_alphabetic) && !name.contains(':') && port.parse::<u16>().is_ok()
                });
                if is_name {
                    format!("{text:?}: names are not looked up; give an address like 127.0.0.1:8080")
                } else {
                    format!("{text:?} is no address with a port; give one like 127.0.0.1:8080")
                }
            },
        )
    }

    pub(crate) fn file(&mut self) -> Result<PathBuf, Problem> {
        self.value("the name of a JSON file").map(PathBuf::from)
    }

    pub(crate) fn release(&mut self) -> Result<Release, Problem> {
        self.read(
            "26.250 or newer",
            |text| text.parse().ok(),
            |text| format!("{text:?} is no release; give 26.250 or newer"),
        )
    }

    pub(crate) fn fault(&mut self) -> Result<PlannedFault, Problem> {
        self.parse("one like drop,times=2")
    }

    pub(crate) fn origin(&mut self) -> Result<Origin, Problem> {
        self.parse("an address like http://127.0.0.1:8080")
    }

    pub(crate) fn rate_limit(&mut self) -> Result<RateLimit, Problem> {
        self.parse("the bucket's capacity and how much drains in a second, like 50,2")
    }

    pub(crate) fn seconds(&mut self, example: &str) -> Result<Duration, Problem> {
        self.read(&format!("a number like {example}"), seconds, |text| {
            format!("{text:?} is no number of seconds; give one like {example}")
        })
    }

    pub(crate) fn count(&mut self, example: &str) -> Result<u32, Problem> {
        self.read(
            &format!("a number like {example}"),
            |text| text.parse().ok(),
            |text| format!("{text:?} is no count; give one like {example}"),
        )
    }

    /// A method, and what a call of it counts as.
    pub(crate) fn cost(&mut self) -> Result<(String, Duration), Problem> {
        let wanted = "METHOD=SECONDS, like biconnector.connector.list=2.5";
        let cost = |text: &str| {
            let (method, cost) = text.split_once('=').filter(|(method, _)| !method.is_empty())?;
            Some((method.to_owned(), seconds(cost)?))
        };
        self.read(wanted, cost, |text| format!("{text:?} is no cost of a method; give {wanted}"))
    }

    /// A value that knows itself what is wrong with a text.
    fn parse<T: FromStr<Err: Display>>(&mut self, wanted: &str) -> Result<T, Problem> {
        let value = self.value(wanted)?;
        let parsed = value.to_string_lossy().parse();
        parsed.map_err(|error: T::Err| Problem::new(format!("{}: {error}", self.name)))
    }

    fn read<T>(
        &mut self,
        wanted: &str,
        read: impl FnOnce(&str) -> Option<T>,
        wrong: impl FnOnce(&str) -> String,
    ) -> Result<T, Problem> {
        let value = self.value(wanted)?;
        value
            .to_str()
            .and_then(read)
            .ok_or_else(|| Problem::new(format!("{}: {}", self.name, wrong(&value.to_string_lossy()))))
    }

    fn value(&mut self, wanted: &str) -> Result<OsString, Problem> {
        let missing = || Problem::new(format!("{}: its value is missing; give {wanted}", self.name));
        let value = self.parser.value().map_err(|_| missing())?;
        // Where a flag follows, the value was forgotten: none begins like that.
        let is_flag = value.to_str().is_some_and(|value| value.starts_with("--"));
        if value.is_empty() || is_flag { Err(missing()) } else { Ok(value) }
    }
}

fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}
