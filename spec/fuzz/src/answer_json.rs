//! Any JSON as an answer.

use bitrix_api::biconnector::{connector, dataset, source, table};
use bitrix_api::crm::deal;
use bitrix_api::{Request, basic, codec};

/// One execution: the answer is read as that of methods that differ in what they use of the codec.
#[allow(deprecated, reason = "an answer is read whether or not the method has a better one")]
pub fn run(input: &[u8]) {
    read::<connector::Get>(input);
    read::<connector::List>(input);
    read::<connector::Fields>(input);
    read::<source::Get>(input);
    read::<table::Get>(input);
    read::<dataset::Add>(input);
    read::<deal::Get>(input);
    read::<deal::Update>(input);
    read::<basic::UserCurrent>(input);
    read::<basic::AppInfo>(input);
    read::<basic::ServerTime>(input);
}

fn read<R: Request>(json: &[u8]) {
    if let Err(fault) = codec::from_json::<R::Output>(json) {
        assert!(!fault.to_string().is_empty());
        assert!(fault.path().len() <= 4 * json.len() + 64);
    }
}
