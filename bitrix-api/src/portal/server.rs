//! The portal's network: connections accepted, requests read, answers written.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::control;
use super::php::Value;
use super::request::{ReceiveError, Received};
use super::route::Route;
use super::simulation::Simulation;

/// How long connections may take to finish what they are at when the portal shuts down.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait before the next connection when one could not be accepted, for want of file handles as a rule.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until `stop` turns true, then lets the open ones end.
pub(super) async fn serve(
    listener: TcpListener,
    simulation: Arc<Simulation>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&simulation), stop.clone()));
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
async fn connection(stream: TcpStream, simulation: Arc<Simulation>, mut stop: watch::Receiver<bool>) {
    let service = service_fn(move |request| {
        let simulation = Arc::clone(&simulation);
        async move { Ok::<_, Infallible>(respond(&simulation, request).await) }
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

async fn respond(simulation: &Simulation, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let request = match Received::read(request).await {
        Ok(request) => request,
        Err(ReceiveError::TooLarge) => return response(StatusCode::PAYLOAD_TOO_LARGE, None),
        Err(ReceiveError::Broken) => return response(StatusCode::BAD_REQUEST, None),
    };
    match Route::of(&request.path) {
        Route::Call { method, caller } if matches!(request.verb, Method::GET | Method::POST) => {
            let answer = simulation.call(&method, caller, &request.params());
            let status = StatusCode::from_u16(answer.http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            response(status, Some(&answer.body))
        }
        Route::Call { .. } => response(StatusCode::METHOD_NOT_ALLOWED, None),
        Route::State => {
            let (status, body) = control::respond(simulation, &request);
            response(status, body.as_ref())
        }
        Route::Nowhere => response(StatusCode::NOT_FOUND, None),
    }
}

fn response(status: StatusCode, body: Option<&Value>) -> Response<Full<Bytes>> {
    // Writing to memory cannot fail, nor can keys that are texts.
    let bytes = body.and_then(|body| serde_json::to_vec(body).ok());
    let mut response = Response::new(Full::new(Bytes::from(bytes.unwrap_or_default())));
    *response.status_mut() = status;
    if body.is_some() {
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, json);
    }
    response
}
