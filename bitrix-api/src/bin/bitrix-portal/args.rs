//! The command line.

use std::path::PathBuf;

use bitrix_api::portal::{Portal, PortalBuilder};
use lexopt::{Arg, Error, Parser};

use crate::flag::Flag;
use crate::problem::Problem;

/// What the command line asks for.
pub(crate) enum Command {
    Help,
    Version,
    Run(Box<Options>),
}

/// How the portal is to run.
pub(crate) struct Options {
    portal: PortalBuilder,
    pub(crate) state: Option<PathBuf>,
    pub(crate) log: bool,
}

impl Command {
    /// Reads the program's own command line.
    pub(crate) fn read() -> Result<Self, Problem> {
        let mut parser = Parser::from_env();
        // Other than in process, whoever starts the program may not know what it is told to call.
        let mut portal = Portal::builder().allow_private_addresses(false);
        let (mut state, mut log) = (None, false);
        while let Some(arg) = parser.next().map_err(|error| refused(&error))? {
            let name = match arg {
                Arg::Long(name) => format!("--{name}"),
                Arg::Short(letter) => format!("-{letter}"),
                Arg::Value(value) => return Err(unknown(&value.to_string_lossy())),
            };
            let mut flag = Flag::new(&name, &mut parser);
            portal = match name.as_str() {
                "--help" | "-h" => return Ok(Self::Help),
                "--version" | "-V" => return Ok(Self::Version),
                "--listen" => portal.listen(flag.address()?),
                "--public-url" => portal.public_url(flag.origin()?),
                "--release" => portal.release(flag.release()?),
                "--deals" => portal.deals(flag.count("100000")?),
                "--allow-webhook" => portal.allow_webhook(true),
                "--allow-private-addresses" => portal.allow_private_addresses(true),
                "--fault" => portal.plan(flag.fault()?),
                "--moved-to" => portal.moved_to(flag.origin()?),
                "--rate-limit" => portal.rate_limit(flag.rate_limit()?),
                "--operating-limit" => portal.operating_limit(flag.seconds("480")?),
                "--operating-bucket" => portal.operating_bucket(flag.seconds("60")?),
                "--operating-cost" => {
                    let (method, cost) = flag.cost()?;
                    portal.operating_cost(&method, cost)
                }
                "--token-lifetime" => portal.token_lifetime(flag.seconds("3600")?),
                "--expire-tokens" => portal.expire_tokens(),
                "--state" => {
                    state = Some(flag.file()?);
                    portal
                }
                "--log" => {
                    log = true;
                    portal
                }
                name => return Err(unknown(name)),
            };
        }
        Ok(Self::Run(Box::new(Options { portal, state, log })))
    }
}

impl Options {
    /// The portal to start.
    pub(crate) fn builder(&self) -> Result<PortalBuilder, Problem> {
        let portal = self.portal.clone();
        let Some(file) = &self.state else { return Ok(portal) };
        let json = std::fs::read(file).map_err(|error| Problem::of_file(file, &error))?;
        Ok(portal.state_json(json))
    }
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
