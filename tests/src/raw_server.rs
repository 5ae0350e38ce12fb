//! A server that keeps what it is sent, byte for byte, and answers what it is told, however broken.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request as it came over the socket.
#[derive(Debug, Clone)]
pub struct Received {
    /// `POST`
    pub verb: String,
    /// The path and whatever follows it.
    pub path: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Received {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What to send back.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer with status and body.
    Answer {
        /// The HTTP status.
        status: u16,
        /// More header lines, each ended by CR and LF.
        headers: String,
        /// The body.
        body: Vec<u8>,
    },
    /// These bytes, whatever they are; then the connection is closed.
    Bytes(Vec<u8>),
    /// Nothing: the connection stays open and silent.
    Silence,
}

impl Reply {
    /// A JSON answer.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer { status, headers: "Content-Type: application/json\r\n".to_owned(), body: body.into() }
    }
}

/// A server on loopback that gives every request the same reply, until it is told another; or the first of several until
/// the last is left.
pub struct RawServer {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    received: Arc<Mutex<Vec<Received>>>,
    replies: Arc<Mutex<Vec<Reply>>>,
    task: JoinHandle<()>,
}

impl RawServer {
    /// Starts to listen.
    pub async fn start(reply: Reply) -> io::Result<Self> {
        Self::start_with(vec![reply]).await
    }

    /// Starts to listen, with a reply for each request; the last is for all that follow.
    pub async fn start_with(mut replies: Vec<Reply>) -> io::Result<Self> {
        replies.reverse();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        let replies = Arc::new(Mutex::new(replies));
        let said = Arc::clone(&replies);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&said), Arc::clone(&kept)));
            }
        });
        Ok(Self { base, received, replies, task })
    }

    /// Gives another reply from now on.
    pub fn say(&self, reply: Reply) {
        *self.replies.lock().unwrap_or_else(PoisonError::into_inner) = vec![reply];
    }

    /// Everything received so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    said: Arc<Mutex<Vec<Reply>>>,
    kept: Arc<Mutex<Vec<Received>>>,
) -> io::Result<()> {
    while let Some(request) = receive(&mut stream).await? {
        kept.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let reply = next(&mut said.lock().unwrap_or_else(PoisonError::into_inner));
        match &reply {
            Reply::Answer { status, headers, body } => {
                let head =
                    format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
                // In one piece: the other side would keep the second waiting for its acknowledgement of the first.
                stream.write_all(&[head.as_bytes(), body].concat()).await?;
            }
            Reply::Bytes(bytes) => {
                stream.write_all(bytes).await?;
                return stream.shutdown().await;
            }
            Reply::Silence => std::future::pending().await,
        }
    }
    Ok(())
}

/// The replies stand the last first.
fn next(replies: &mut Vec<Reply>) -> Reply {
    let last = if replies.len() > 1 { replies.pop() } else { replies.last().cloned() };
    last.unwrap_or(Reply::Silence)
}

/// One request, or nothing where the other side has closed.
async fn receive(stream: &mut TcpStream) -> io::Result<Option<Received>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (verb, path) =
        (first.next().unwrap_or_default().to_owned(), first.next().unwrap_or_default().to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length =
        headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let body_start = head_end + 4;
    while bytes.len() < body_start + length.unwrap_or(0) {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(Received { verb, path, headers, body: bytes.split_off(body_start) }))
}
