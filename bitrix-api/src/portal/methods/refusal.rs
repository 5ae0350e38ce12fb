//! A call refused: the error's code and text, and where in the answer they stand.

use bitrix_spec::model::{Code, ErrorCase, ErrorPlace};

use crate::php::{Array, Value};

/// One error, ready to be answered.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::portal) struct Refusal {
    pub(in crate::portal) code: Code,
    pub(in crate::portal) description: String,
    pub(in crate::portal) at: ErrorPlace,
    pub(in crate::portal) http: u16,
}

impl Refusal {
    /// The error as the spec has it, its text's placeholders filled from pairs of name and value.
    pub(super) fn of(case: &ErrorCase, values: &[(&str, &str)]) -> Self {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        Self { code: case.code.clone(), description: case.message.fill(value), at: case.at, http: case.http }
    }

    /// The error with one text for whichever placeholder it has.
    pub(super) fn filled(case: &ErrorCase, text: &str) -> Self {
        Self {
            code: case.code.clone(),
            description: case.message.fill(|_| Some(text)),
            at: case.at,
            http: case.http,
        }
    }

    /// The members that an error has on the wire; one without a text has only its code. A code that is a number stays
    /// one.
    pub(super) fn members(&self) -> Array {
        let code = match &self.code {
            Code::Text(code) => Value::from(code.as_str()),
            Code::Number(code) => Value::Int(*code),
        };
        let description = (!self.description.is_empty()).then(|| Value::from(self.description.as_str()));
        let members = [Some(("error", code)), description.map(|text| ("error_description", text))];
        members.into_iter().flatten().collect()
    }
}
