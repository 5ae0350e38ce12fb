//! Values as the storage compares them: texts without regard to case, booleans as `Y` and `N`, lists as their JSON.

use bitrix_spec::model::{Field, Type};
use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::php::Value;

/// One comparable value; nulls come before all others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::portal) enum Cell {
    Null,
    Int(i64),
    Text(String),
}

impl Cell {
    /// What a column holds of a stored value.
    pub(in crate::portal) fn stored(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(value) => Self::Int(*value),
            Value::Bool(value) => yes_or_no(*value),
            Value::Array(_) | Value::Opaque => {
                Self::folded(&serde_json::to_string(value).unwrap_or_default())
            }
            Value::Float(_) | Value::Text(_) => Self::folded(&value.to_text()),
        }
    }

    /// What a filter's value is compared as with the column of `field`.
    pub(super) fn operand(field: &Field, value: &Value) -> Self {
        match (field.ty.not_null(), value) {
            (_, Value::Null) => Self::Null,
            (Type::Integer | Type::Id(_), _) => Self::Int(value.to_int()),
            (Type::Boolean(_), _) => match value.to_text().to_ascii_lowercase().as_str() {
                "1" | "y" | "true" => yes_or_no(true),
                "" | "0" | "n" | "false" => yes_or_no(false),
                other => Self::folded(other),
            },
            (Type::DateTime, _) => Self::Text(moment(&value.to_text())),
            _ => Self::folded(&value.to_text()),
        }
    }

    /// The text that patterns are matched against.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Int(value) => value.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether two values count as equal: nothing and the empty text are the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let is_blank = |cell: &Self| matches!(cell, Self::Null) || *cell == Self::Text(String::new());
        self == other || (is_blank(self) && is_blank(other))
    }

    fn folded(text: &str) -> Self {
        Self::Text(text.to_lowercase())
    }
}

fn yes_or_no(value: bool) -> Cell {
    Cell::Text(if value { "y" } else { "n" }.to_owned())
}

/// A date in the storage's form and by the portal's clock, UTC. A day alone means its midnight; what is no date is left
/// alone, and equals none.
fn moment(text: &str) -> String {
    let with_offset = text.parse::<Timestamp>().map(|at| at.strftime("%Y-%m-%d %H:%M:%S").to_string());
    let by_clock = || text.parse::<DateTime>().map(|at| at.strftime("%Y-%m-%d %H:%M:%S").to_string());
    with_offset.or_else(|_| by_clock()).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn dates_are_compared_in_one_form() {
        for (given, expected) in [
            ("2025-03-24 07:25:59", "2025-03-24 07:25:59"),
            ("2025-03-24T07:25:59", "2025-03-24 07:25:59"),
            ("2025-03-24T07:25:59+02:00", "2025-03-24 05:25:59"),
            ("2025-03-24T07:25:59Z", "2025-03-24 07:25:59"),
            ("2025-03-24", "2025-03-24 00:00:00"),
            ("yesterday", "yesterday"),
        ] {
            assert_eq!(moment(given), expected);
        }
    }
}
