//! What the example is told.

use std::net::SocketAddr;

pub(crate) struct Arguments {
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: Option<String>,
}

impl Arguments {
    pub(crate) fn read() -> Result<Self, String> {
        let mut arguments = Self { listen: SocketAddr::from(([127, 0, 0, 1], 0)), public_url: None };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("{word} takes a value"))?;
            match word.as_str() {
                "--listen" => {
                    arguments.listen = value.parse().map_err(|_| {
                        format!("--listen takes an address such as 0.0.0.0:8090, not `{value}`")
                    })?;
                }
                "--public-url" => arguments.public_url = Some(value),
                _ => return Err(format!("there is `--listen` and `--public-url`, and no `{word}`")),
            }
        }
        Ok(arguments)
    }
}
