//! The portal's network: connections accepted, requests read, answers written.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::control;
use super::journal::Journal;
use super::outcome::Outcome;
use super::php::Array;
use super::recorded_call::{CalledBy, RecordedCall};
use super::reply::Reply;
use super::request::{ReceiveError, Received};
use super::route::{Caller, Route};
use super::simulation::Simulation;

/// How long connections may take to finish what they are at when the portal shuts down.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait before the next connection when one could not be accepted, for want of file handles as a rule.
const PAUSE: Duration = Duration::from_millis(50);

/// What a request can reach.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) simulation: Simulation,
    pub(super) journal: Journal,
}

/// Serves connections until `stop` turns true, then lets the open ones end.
pub(super) async fn serve(listener: TcpListener, served: Arc<Served>, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&served), stop.clone()));
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    // Dropping the set cuts off those that did not end in time.
    let _ = tokio::time::timeout(GRACE, ended).await;
}

/// Serves one connection, which may carry any number of requests.
async fn connection(stream: TcpStream, served: Arc<Served>, mut stop: watch::Receiver<bool>) {
    let service = service_fn(move |request| {
        let served = Arc::clone(&served);
        async move { Ok::<_, Infallible>(Response::from(respond(&served, request).await)) }
    });
    let mut connection =
        std::pin::pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    // A broken connection is the client's affair: it has nobody here to be told to.
    let ended = tokio::select! {
        _ = connection.as_mut() => true,
        () = stopped(&mut stop) => false,
    };
    if !ended {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// Ends when the portal is to stop; if the one who would say so is gone, nobody can want the portal any longer.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn respond(served: &Served, request: Request<Incoming>) -> Reply {
    let path = request.uri().path().to_owned();
    let received = Received::read(request).await;
    match (Route::of(&path), received) {
        (Route::Call { method, caller }, received) => call(served, &method, caller, received).await,
        (_, Err(error)) => Reply::status(error.status()),
        (Route::Control(part), Ok(request)) => control::respond(served, part, &request),
        (Route::Nowhere, Ok(_)) => Reply::status(StatusCode::NOT_FOUND),
    }
}

/// Answers a call, and puts it down in the journal before its caller can know that it was answered.
async fn call(
    served: &Served,
    method: &str,
    caller: Caller<'_>,
    received: Result<Received, ReceiveError>,
) -> Reply {
    let begun = Instant::now();
    let (params, outcome, reply) = match received {
        Ok(request) if matches!(request.verb, Method::GET | Method::POST) => {
            let params = request.params();
            let answer = served.simulation.call(method, caller, &params).await;
            let status = StatusCode::from_u16(answer.http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let reply = match &answer.body {
                Some(body) => Reply::json(status, body),
                None => Reply::status(status),
            };
            (params, answer.outcome, reply)
        }
        Ok(_) => (Array::default(), Outcome::Status, Reply::status(StatusCode::METHOD_NOT_ALLOWED)),
        Err(error) => (Array::default(), Outcome::Status, Reply::status(error.status())),
    };
    let duration = begun.elapsed();
    let called_by = CalledBy::of(caller, Simulation::identify(caller, &params));
    let answered = (outcome, reply.status.as_u16());
    served.journal.record(RecordedCall::new(method, called_by, &params, answered, duration));
    reply
}
