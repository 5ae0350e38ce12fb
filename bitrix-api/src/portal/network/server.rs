//! The portal's network: connections accepted, requests read, answers written.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::http::uri::PathAndQuery;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::body::Body;
use super::control;
use super::exchange;
use super::reply::Reply;
use super::request::{ReceiveError, Received};
use super::route::Route;
use super::served::Served;

/// How long connections may take to finish what they are at when the portal shuts down.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait before the next connection when one could not be accepted, for want of file handles as a rule.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until `stop` turns true, then lets the open ones end.
pub(in crate::portal) async fn serve(
    listener: TcpListener,
    served: Arc<Served>,
    mut stop: watch::Receiver<bool>,
) {
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
    let stopping = stop.clone();
    let service = service_fn(move |request| {
        let (served, stopping) = (Arc::clone(&served), stopping.clone());
        async move {
            let reply = respond(served, request, stopping).await;
            // Upon an error, the connection is closed with nothing written.
            reply.map(Response::<Body>::from).ok_or(io::Error::from(io::ErrorKind::ConnectionAborted))
        }
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

/// Ends when nobody has the portal any longer.
async fn gone(stop: &mut watch::Receiver<bool>) {
    while stop.changed().await.is_ok() {}
}

/// Answers a request; none if the connection is to be closed instead.
async fn respond(
    served: Arc<Served>,
    request: Request<Incoming>,
    mut stop: watch::Receiver<bool>,
) -> Option<Reply> {
    let address = request.uri().clone();
    let received = Received::read(request).await;
    // In a task of its own, since a server goes on with a call whose caller has hung up.
    let answered = tokio::spawn(async move {
        tokio::select! {
            reply = answer(&served, &address, received) => reply,
            () = gone(&mut stop) => None,
        }
    });
    answered.await.ok().flatten()
}

async fn answer(served: &Served, address: &Uri, received: Result<Received, ReceiveError>) -> Option<Reply> {
    let path = address.path_and_query().map_or("/", PathAndQuery::as_str);
    match (Route::of(address.path()), received) {
        (Route::Call { method, caller }, received) => {
            exchange::call(served, &method, caller, path, received).await
        }
        (Route::Tokens, received) => exchange::tokens(served, path, received).await,
        (_, Err(error)) => Some(Reply::status(error.status())),
        (Route::Control(part), Ok(request)) => Some(control::respond(served, part, &request).await),
        (Route::Nowhere, Ok(_)) => Some(control::nowhere()),
    }
}
