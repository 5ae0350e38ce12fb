//! A deal.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};

use crate::php::Value;
use crate::portal::authorisation::USER;
use crate::portal::state::Values;
use crate::portal::state::stamp;

/// The beginning of 2024, from which seeded deals were added, one a second.
const FIRST_SEEDED: Timestamp = Timestamp::constant(1_704_067_200, 0);

/// A deal: what was written of it. All else follows from its identifier, so that a seeded deal takes hardly any room.
#[derive(Debug, Clone, Default)]
pub(super) struct Deal(Values);

impl Deal {
    /// A deal that is added now.
    pub(super) fn new(mut values: Values) -> Self {
        let now = stamp::iso(Timestamp::now());
        for name in ["DATE_CREATE", "DATE_MODIFY", "MOVED_TIME", "LAST_ACTIVITY_TIME"] {
            values.insert(name.to_owned(), now.clone());
        }
        Self(values)
    }

    /// A deal that has been there since the state that it comes from, with these fields.
    pub(super) fn seeded(values: Values) -> Self {
        Self(values)
    }

    /// Writes some fields; the others keep their values.
    pub(super) fn change(&mut self, values: Values) {
        let now = stamp::iso(Timestamp::now());
        if values.get("STAGE_ID").is_some_and(|stage| *stage != *self.stage()) {
            self.0.insert("MOVED_TIME".to_owned(), now.clone());
        }
        self.0.extend(values);
        self.0.insert("DATE_MODIFY".to_owned(), now);
    }

    /// The value of a field.
    pub(super) fn get(&self, id: i64, name: &str) -> Cow<'_, Value> {
        match self.0.get(name) {
            Some(value) => Cow::Borrowed(value),
            None => Cow::Owned(self.initial(id, name)),
        }
    }

    /// What was written of it, by the names of the fields.
    pub(super) fn written(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn initial(&self, id: i64, name: &str) -> Value {
        match name {
            "ID" => Value::Int(id),
            "TITLE" => Value::Text(format!("Deal #{id}")),
            "TYPE_ID" => Value::from("SALE"),
            "CATEGORY_ID" => Value::Int(0),
            "STAGE_ID" => self.stage().into_owned(),
            "STAGE_SEMANTIC_ID" => Value::from(self.semantics()),
            "CLOSED" => Value::Bool(self.semantics() != "P"),
            "IS_NEW" => Value::Bool(step(&self.stage()) == "NEW"),
            "OPENED" => Value::Bool(true),
            "IS_RECURRING" | "IS_RETURN_CUSTOMER" | "IS_REPEATED_APPROACH" | "IS_MANUAL_OPPORTUNITY" => {
                Value::Bool(false)
            }
            "CURRENCY_ID" => Value::from("USD"),
            "OPPORTUNITY" | "TAX_VALUE" => Value::from("0.00"),
            "ASSIGNED_BY_ID" | "CREATED_BY_ID" | "MODIFY_BY_ID" | "MOVED_BY_ID" | "LAST_ACTIVITY_BY" => {
                Value::Int(USER)
            }
            "DATE_CREATE" | "DATE_MODIFY" | "MOVED_TIME" | "LAST_ACTIVITY_TIME" => {
                let since = FIRST_SEEDED.saturating_add(SignedDuration::from_secs(id));
                stamp::iso(since.unwrap_or(FIRST_SEEDED))
            }
            _ => Value::Null,
        }
    }

    fn stage(&self) -> Cow<'_, Value> {
        self.0.get("STAGE_ID").map_or_else(|| Cow::Owned(Value::from("NEW")), Cow::Borrowed)
    }

    /// Whether it is under way, won or lost.
    fn semantics(&self) -> &'static str {
        match step(&self.stage()).as_str() {
            "WON" => "S",
            "LOSE" | "APOLOGY" => "F",
            _ => "P",
        }
    }
}

/// A stage without the pipeline in front of it: `WON` of `C1:WON`.
fn step(stage: &Value) -> String {
    let stage = stage.to_text();
    stage.rsplit(':').next().unwrap_or_default().to_owned()
}
