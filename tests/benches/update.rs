//! Measures what a typed call costs: `biconnector.connector.update` with the library, against the same call written by
//! hand with reqwest and serde. Figures are processor time of this process, user and system; the server is a process of
//! its own. The aim is a ratio of at most 1.10.
//!
//! `cargo bench -p bitrix-tests --bench update`, or for fewer calls of each kind `… -- --calls 2000`.

use std::time::Duration;

use bitrix_api::Client;
use bitrix_tests::outcome::Outcome;
use bitrix_tests::seed::{self, RESPONSE};
use bitrix_tests::server_process::ServerProcess;
use bitrix_tests::{by_hand, measure};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How many calls of one kind follow one another.
const BLOCK: usize = 200;
/// How many calls of each kind there are unless told otherwise.
const CALLS: usize = 100_000;
const TOKEN: &str = "d9b2a1f0006e1b2c00705ce20000000100000703f8a9c7e4b5d6";

fn main() -> Outcome {
    if ServerProcess::is_asked_for() {
        return ServerProcess::serve(serve());
    }
    let calls = measure::option("--calls")?.unwrap_or(CALLS);
    stay_on_one_core()?;
    let server = ServerProcess::start()?;
    let endpoint = format!("http://{}/rest/", server.line);
    let typed = Client::oauth(&endpoint, TOKEN)?;
    let by_hand = ByHand::new(endpoint)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;

    let pairs = calls.div_ceil(BLOCK);
    let comparison = measure::alternate(
        pairs,
        || {
            runtime.block_on(async {
                for _ in 0..BLOCK {
                    typed.call(seed::update()?).await?;
                }
                Ok(())
            })
        },
        || {
            runtime.block_on(async {
                for _ in 0..BLOCK {
                    by_hand.update().await?;
                }
                Outcome::Ok(())
            })
        },
    )?;
    println!("update, {} calls each: {comparison}", pairs * BLOCK);
    Ok(())
}

/// Keeps this process, and the server that it starts, on one core. Otherwise most of what is measured is the kernel
/// waking the server on another core, which is the same for both sides and hides what differs.
fn stay_on_one_core() -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

        let allowed = sched_getaffinity(None)?;
        let mut one = CpuSet::new();
        (0..CpuSet::MAX_CPU).filter(|core| allowed.is_set(*core)).take(1).for_each(|core| one.set(core));
        sched_setaffinity(None, &one)?;
    }
    Ok(())
}

/// The same call without the library.
struct ByHand {
    http: reqwest::Client,
    endpoint: String,
}

impl ByHand {
    /// A client set up as the library sets up its own.
    fn new(endpoint: String) -> Outcome<Self> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("bitrix-api/", env!("CARGO_PKG_VERSION")))
            .timeout(Duration::from_secs(75))
            .connect_timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .build()?;
        Ok(Self { http, endpoint })
    }

    async fn update(&self) -> Outcome {
        let params = by_hand::Update::example(Some(TOKEN));
        let response = self
            .http
            .post(format!("{}biconnector.connector.update", self.endpoint))
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json")
            .body(serde_json::to_vec(&params)?)
            .send()
            .await?;
        let status = response.status();
        let answer: by_hand::UpdateAnswer = serde_json::from_slice(&response.bytes().await?)?;
        answer.check()?;
        if status.is_success() { Ok(()) } else { Err(format!("a result with status {status}").into()) }
    }
}

/// Answers every request on every connection with success.
async fn serve() -> Outcome {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(async { drop(answer(stream).await) });
    }
}

async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{RESPONSE}",
        RESPONSE.len()
    );
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.split();
    let mut requests = BufReader::new(read);
    let mut line = String::new();
    let mut body = Vec::new();
    while requests.read_line(&mut line).await? > 0 {
        if line == "\r\n" {
            requests.read_exact(&mut body).await?;
            write.write_all(response.as_bytes()).await?;
        } else if let Some(("content-length", length)) = line.to_ascii_lowercase().trim_end().split_once(": ")
        {
            body.resize(length.parse().map_err(std::io::Error::other)?, 0);
        }
        line.clear();
    }
    Ok(())
}
