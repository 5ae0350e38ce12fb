//! What a request sends.

use bitrix_api::{Request, codec};
use serde_json::Value;

/// The JSON that goes out for it, without what a client adds.
pub fn of(request: &impl Request) -> Value {
    serde_json::from_slice(&codec::to_json(request)).expect("a request is JSON")
}
