//! The simulated portal as a program: `bitrix-portal --listen 127.0.0.1:8080`.

use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;

use bitrix_api::portal::{Portal, PortalBuilder, Release};

const HELP: &str = "\
A simulated Bitrix24 portal. Runs until it is interrupted.

usage: bitrix-portal [--listen ADDR] [--release 26.250|newer] [--allow-webhook]

  --listen ADDR     the address to listen at; 127.0.0.1:0, any free port, unless given
  --release WORD    the server's release: 26.250, unless given, or newer
  --allow-webhook   let webhooks call the methods that are for applications only
  --help            print this

The first line printed is `listening on http://ADDR`. Applications call /rest/METHOD with the token
`portal-token`, webhooks /rest/1/portal-webhook/METHOD; PUT /__portal/state replaces what is stored.";

/// What the command line asks for.
enum Command {
    Help,
    Run(PortalBuilder),
}

fn main() -> ExitCode {
    let builder = match command(std::env::args().skip(1)) {
        Ok(Command::Run(builder)) => builder,
        Ok(Command::Help) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => return fail(&problem),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    match runtime.block_on(run(builder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => match error.source() {
            Some(cause) => fail(&format!("{error}: {cause}")),
            None => fail(&error.to_string()),
        },
    }
}

fn fail(problem: &str) -> ExitCode {
    eprintln!("bitrix-portal: {problem}");
    ExitCode::from(2)
}

fn command(mut args: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut builder = Portal::builder();
    while let Some(arg) = args.next() {
        // Both `--listen ADDR` and `--listen=ADDR` are usual.
        let (flag, inline) = match arg.split_once('=') {
            Some((flag, value)) => (flag, Some(value.to_owned())),
            None => (arg.as_str(), None),
        };
        let mut value =
            |what: &str| inline.clone().or_else(|| args.next()).ok_or_else(|| format!("{flag} needs {what}"));
        match flag {
            "--listen" => {
                let text = value("an address")?;
                let address: Result<SocketAddr, _> = text.parse();
                builder = builder.listen(address.map_err(|_| format!("`{text}` is no address and port"))?);
            }
            "--release" => {
                let word = value("a release")?;
                let release = Release::from_word(&word);
                builder = builder.release(
                    release.ok_or_else(|| format!("`{word}` is no release; known are 26.250 and newer"))?,
                );
            }
            "--allow-webhook" if inline.is_none() => builder = builder.allow_webhook(true),
            "--help" | "-h" if inline.is_none() => return Ok(Command::Help),
            _ => return Err(format!("unknown argument `{arg}`; --help shows the known ones")),
        }
    }
    Ok(Command::Run(builder))
}

async fn run(builder: PortalBuilder) -> Result<(), Box<dyn Error>> {
    // Before the line that others wait for, so that a signal sent upon it finds a listener.
    let interrupted = interruption()?;
    let portal = builder.start().await?;
    {
        let mut stdout = std::io::stdout().lock();
        writeln!(stdout, "listening on {}", portal.base_url())?;
        stdout.flush()?;
    }
    interrupted.await;
    portal.shutdown().await;
    Ok(())
}

/// Ends when the program is told to: by Ctrl-C, or by SIGTERM where there is one.
#[cfg(unix)]
fn interruption() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn interruption() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
