//! What `bitrix-spec explain` says of a method is so: its example calls compile, keep all limits, and send what it says.

#[rustfmt::skip]
mod calls;

use bitrix_api::{Error, Request};
use bitrix_tests::{body, families};
use serde_json::Value;

/// A method, what its example call is said to send, and what it sends.
type Call = (&'static str, &'static str, fn() -> Result<Value, Error>);

fn sent(request: &impl Request) -> Result<Value, Error> {
    request.check()?;
    Ok(body::of(request))
}

#[test]
fn each_call_sends_what_is_said_and_keeps_every_limit() {
    for (method, said, call) in calls::CALLS {
        let sent = call().unwrap_or_else(|error| panic!("{method}: {error}"));
        let said: Value = serde_json::from_str(said).expect("it is JSON");
        assert_eq!(sent, said, "{method}");
    }
    assert_eq!(calls::CALLS.len(), families::shipped().map(|family| family.methods.len()).sum::<usize>());
}
