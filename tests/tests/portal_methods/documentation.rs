//! The documentation's own examples: the portal takes each request, and answers in the form of the documented answer.

use bitrix_spec::catalog;
use serde_json::{Value, json};

use crate::setting::{ask, portal};

/// Where an answer differs in form: a member that is not there, or a value of another kind. What is null says nothing of
/// its kind.
fn differences(place: &str, documented: &Value, given: &Value) -> Vec<String> {
    match (documented, given) {
        (Value::Null, _) | (_, Value::Null) => Vec::new(),
        (Value::Object(documented), Value::Object(given)) => {
            let members = documented.iter().flat_map(|(name, documented)| match given.get(name) {
                Some(given) => differences(&format!("{place}.{name}"), documented, given),
                None => vec![format!("{place}.{name} is missing")],
            });
            members.collect()
        }
        (Value::Array(documented), Value::Array(given)) => {
            let first = documented.first().zip(given.first());
            first
                .map(|(documented, given)| differences(&format!("{place}[0]"), documented, given))
                .unwrap_or_default()
        }
        _ if std::mem::discriminant(documented) == std::mem::discriminant(given) => Vec::new(),
        _ => vec![format!("{place}: {documented} is documented, {given} was given")],
    }
}

#[tokio::test]
async fn every_documented_request_is_answered_in_the_documented_form() {
    let portal = portal().await;
    // Other than the documented one, its title ends with the `a` for which the documented request asks.
    let fits = json!({ "TITLE": "Deal A", "TYPE_ID": "COMPLEX", "CATEGORY_ID": 1, "STAGE_ID": "C1:NEW",
        "OPPORTUNITY": "20000", "IS_MANUAL_OPPORTUNITY": "Y", "DATE_CREATE": "2024-09-02T18:37:38+02:00" });
    let mut deals: Vec<Value> = [12, 38, 123, 410].map(|id| json!({ "ID": id })).to_vec();
    for (name, value) in fits.as_object().expect("an object") {
        deals[1][name] = value.clone();
    }
    deals[3]["UF_CRM_1721244482250"] = "Hello world!".into();
    deals[3]["PARENT_ID_1220"] = 22.into();
    portal.seed(&json!({ "deals": deals })).expect("it is a state");

    let families = ["basic", "crm.deal"].map(|name| catalog::family(name).expect(name).family);
    let methods: Vec<_> = families.iter().flat_map(|family| &family.methods).collect();
    assert_eq!(methods.len(), 10);
    for method in methods {
        let name = &method.wire_name;
        assert!(!method.examples.is_empty(), "{name} has no example");
        for example in &method.examples {
            let json = |text: &Option<String>| -> Value {
                serde_json::from_str(text.as_deref().expect(name)).expect(name)
            };
            let (status, answer) = ask(&portal, name, json(&example.request)).await;
            assert_eq!(status, 200, "{name}: {answer}");
            assert_ne!(answer["result"], json!([]), "{name}: nothing fits the request");
            assert_eq!(differences(name, &json(&example.response), &answer), [""; 0], "{answer}");
        }
    }
}
