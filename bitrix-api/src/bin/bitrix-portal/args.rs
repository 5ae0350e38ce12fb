//! The command line.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use bitrix_api::portal::{Portal, PortalBuilder, Release};
use lexopt::{Arg, Error, Parser};

use crate::problem::Problem;

/// What the command line asks for.
pub(crate) enum Command {
    Help,
    Version,
    Run(Options),
}

/// How the portal is to run.
#[derive(Default)]
pub(crate) struct Options {
    listen: Option<SocketAddr>,
    release: Release,
    allow_webhook: bool,
    allow_private_addresses: bool,
    pub(crate) state: Option<PathBuf>,
    pub(crate) log: bool,
}

impl Command {
    /// Reads the program's own command line.
    pub(crate) fn read() -> Result<Self, Problem> {
        let mut parser = Parser::from_env();
        let mut options = Options::default();
        while let Some(arg) = parser.next().map_err(|error| refused(&error))? {
            match arg {
                Arg::Long("listen") => options.listen = Some(address(&mut parser)?),
                Arg::Long("state") => options.state = Some(file(&mut parser)?),
                Arg::Long("release") => options.release = release(&mut parser)?,
                Arg::Long("allow-webhook") => options.allow_webhook = true,
                Arg::Long("allow-private-addresses") => options.allow_private_addresses = true,
                Arg::Long("log") => options.log = true,
                Arg::Long("help") | Arg::Short('h') => return Ok(Self::Help),
                Arg::Long("version") | Arg::Short('V') => return Ok(Self::Version),
                Arg::Long(name) => return Err(unknown(&format!("--{name}"))),
                Arg::Short(letter) => return Err(unknown(&format!("-{letter}"))),
                Arg::Value(value) => return Err(unknown(&value.to_string_lossy())),
            }
        }
        Ok(Self::Run(options))
    }
}

impl Options {
    /// The portal to start.
    pub(crate) fn builder(&self) -> Result<PortalBuilder, Problem> {
        let mut builder = Portal::builder()
            .release(self.release)
            .allow_webhook(self.allow_webhook)
            .allow_private_addresses(self.allow_private_addresses);
        if let Some(address) = self.listen {
            builder = builder.listen(address);
        }
        if let Some(file) = &self.state {
            let json = std::fs::read(file).map_err(|error| Problem::of_file(file, &error))?;
            builder = builder.state_json(json);
        }
        Ok(builder)
    }
}

fn address(parser: &mut Parser) -> Result<SocketAddr, Problem> {
    let text = value(parser, "--listen", "an address like 127.0.0.1:8080")?;
    text.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| {
        let text = text.to_string_lossy();
        Problem::new(format!("--listen: {text:?} is no address with a port; give one like 127.0.0.1:8080"))
    })
}

fn file(parser: &mut Parser) -> Result<PathBuf, Problem> {
    value(parser, "--state", "the name of a JSON file").map(PathBuf::from)
}

fn release(parser: &mut Parser) -> Result<Release, Problem> {
    let word = value(parser, "--release", "26.250 or newer")?;
    word.to_str().and_then(Release::from_word).ok_or_else(|| {
        Problem::new(format!("--release: {:?} is no release; give 26.250 or newer", word.to_string_lossy()))
    })
}

fn value(parser: &mut Parser, flag: &str, wanted: &str) -> Result<OsString, Problem> {
    let missing = || Problem::new(format!("{flag}: its value is missing; give {wanted}"));
    let value = parser.value().map_err(|_| missing())?;
    // Where a flag follows, the value was forgotten: none begins like that.
    let is_flag = value.to_str().is_some_and(|value| value.starts_with("--"));
    if value.is_empty() || is_flag { Err(missing()) } else { Ok(value) }
}

fn unknown(arg: &str) -> Problem {
    // Escaped, so that the problem stays on one line.
    Problem::new(format!("{}: there is no such option; --help lists those there are", arg.escape_debug()))
}

fn refused(error: &Error) -> Problem {
    match error {
        Error::UnexpectedValue { option, .. } => Problem::new(format!(
            "{}: it takes no value; leave out what follows the `=`",
            option.escape_debug()
        )),
        error => Problem::new(error.to_string().escape_debug()),
    }
}
