use bitrix_api::codec::{from_json, to_json};

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod tickets {}

mod elsewhere {
    #[derive(bitrix_api::Projection)]
    #[bitrix(path = "../../families/acme.toml", module = crate::tickets)]
    pub struct Closed {
        pub id: crate::tickets::TicketId,
        #[bitrix(rename = "closedAt")]
        pub at: Option<bitrix_api::DateTime>,
    }

    #[derive(bitrix_api::Patch)]
    #[bitrix(path = "../../families/acme.toml", module = crate::tickets, method = "add")]
    pub struct Report {
        pub subject: String,
        pub customer_id: Option<i64>,
    }
}

fn main() {
    let closed: elsewhere::Closed = from_json(br#"{"closedAt":"2025-03-24 07:25:59","id":"3"}"#).unwrap();
    assert_eq!((closed.id.get(), closed.at.is_some()), (3, true));
    let add = tickets::Add::from(elsewhere::Report { subject: "s".into(), customer_id: Some(7) });
    assert_eq!(to_json(&add), br#"{"fields":{"subject":"s","customerId":7}}"#);
}
