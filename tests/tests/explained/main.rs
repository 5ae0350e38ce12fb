//! What `bitrix-spec explain` says of a method is so: its example calls compile, keep all limits, and send what it says,
//! member by member in its order.

#[rustfmt::skip]
mod calls;

use bitrix_api::{Error, Request, codec};
use bitrix_tests::families;

/// A method, what its example call is said to send, and what it sends.
type Call = (&'static str, &'static str, fn() -> Result<String, Error>);

fn sent(request: &impl Request) -> Result<String, Error> {
    request.check()?;
    Ok(String::from_utf8(codec::to_json(request)).expect("a request is text"))
}

#[test]
fn each_call_sends_what_is_said_and_keeps_every_limit() {
    for (method, said, call) in calls::CALLS {
        let sent = call().unwrap_or_else(|error| panic!("{method}: {error}"));
        assert_eq!(sent, *said, "{method}");
    }
    assert_eq!(calls::CALLS.len(), families::shipped().map(|family| family.methods.len()).sum::<usize>());
}
