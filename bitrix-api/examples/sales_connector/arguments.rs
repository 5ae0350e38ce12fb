//! What the example is told.

use std::net::SocketAddr;

pub(crate) const HELP: &str = "\
sales_connector [--listen ADDRESS] [--public-url URL]

  --listen ADDRESS   where the host listens, such as 0.0.0.0:8090; a free port of this machine, if left out
  --public-url URL   the address under which the portal of BITRIX24_URL reaches it";

pub(crate) enum Arguments {
    Help,
    Run { listen: SocketAddr, public_url: Option<String> },
}

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut public_url = None;
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} takes a value"));
            match word.as_str() {
                "--help" | "-h" => return Ok(Self::Help),
                "--listen" => {
                    let value = value()?;
                    listen = value.parse().map_err(|_| {
                        format!("--listen takes an address such as 0.0.0.0:8090, not `{value}`")
                    })?;
                }
                "--public-url" => public_url = Some(value()?),
                _ => {
                    return Err(format!(
                        "there are `--listen`, `--public-url` and `--help`, and no `{word}`"
                    ));
                }
            }
        }
        Ok(Self::Run { listen, public_url })
    }
}
