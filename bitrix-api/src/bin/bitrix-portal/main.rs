//! The simulated portal as a program: `bitrix-portal --listen 127.0.0.1:8080`.

mod args;
mod flag;
mod interruption;
mod log;
mod problem;

use std::io::Write;
use std::process::ExitCode;

use bitrix_api::portal::{Portal, PortalBuilder};

use args::{Command, Options};
use interruption::Interruption;
use log::Log;
use problem::Problem;

const HELP: &str = include_str!("help.txt");
const VERSION: &str = concat!("bitrix-portal ", env!("CARGO_PKG_VERSION"), "\n");

fn main() -> ExitCode {
    let done = match Command::read() {
        Ok(Command::Help) => print(HELP),
        Ok(Command::Version) => print(VERSION),
        Ok(Command::Run(options)) => run(&options),
        Err(problem) => Err(problem),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Were there nobody to read it, the exit status would still tell.
            let _ = writeln!(std::io::stderr(), "bitrix-portal: {problem}");
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> Result<(), Problem> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| Problem::of_io("standard output cannot be written", &error))
}

fn run(options: &Options) -> Result<(), Problem> {
    let log = options.log.then(Log::start).transpose()?;
    let mut builder = options.builder()?;
    if let Some(log) = &log {
        builder = builder.on_call(log.listener());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Problem::of_io("the program cannot run tasks", &error))?;
    let done = runtime.block_on(serve(builder, options));
    drop(runtime);
    if let Some(log) = log {
        log.finish();
    }
    done
}

async fn serve(builder: PortalBuilder, options: &Options) -> Result<(), Problem> {
    // Before the line that others wait for, so that a signal sent upon it finds a listener.
    let interruption = Interruption::listen();
    let mut interruption =
        interruption.map_err(|error| Problem::of_io("signals cannot be listened for", &error))?;
    let portal = builder.start().await.map_err(|error| Problem::of_start(error, options.state.as_deref()))?;
    announce(&portal)?;
    interruption.next().await;
    tokio::select! {
        () = portal.shutdown() => {}
        () = interruption.next() => {}
    }
    Ok(())
}

fn announce(portal: &Portal) -> Result<(), Problem> {
    print(&format!("listening on {}\n", portal.local_url()))
}
