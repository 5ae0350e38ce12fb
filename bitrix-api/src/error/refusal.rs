//! A method's refusal: its code and text, and the variant of the method's error enum that they mean.

use std::fmt;

use super::Execution;
use crate::codec::{Decode, Fault, Members};

/// An error code as the server sent it: nearly always a text, sometimes a number, sometimes empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// A JSON string.
    Text(String),
    /// A JSON number; the server uses 0 where it has no code.
    Number(i64),
}

impl ErrorCode {
    /// Whether this is the code that a spec writes so: a number is known by its digits.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        match self {
            Self::Text(text) => text == code,
            Self::Number(number) => code.parse() == Ok(*number),
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(code) if code.is_empty() => f.write_str("(no code)"),
            Self::Text(code) => code.fmt(f),
            Self::Number(code) => code.fmt(f),
        }
    }
}

impl Decode for ErrorCode {
    const EXPECTED: &'static str = "an error code";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self::Number(value))
    }

    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self::Text(value.to_owned()))
    }
}

/// What a portal says when it refuses a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The method that was called.
    pub method: String,
    /// The error code.
    pub code: ErrorCode,
    /// The text that came with it; not meant for end users.
    pub description: String,
    /// The HTTP status; 200 for most refusals of `biconnector` methods.
    pub http: u16,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tell("was refused", f)
    }
}

impl Refusal {
    /// Says that the method was refused, or what else it was.
    pub(super) fn tell(&self, was_refused: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {was_refused}: {}", self.method, self.code)?;
        if !self.description.is_empty() {
            write!(f, ", {}", self.description)?;
        }
        Ok(())
    }
}

/// A method's error enum.
pub trait MethodError: fmt::Debug + Send + Sync + 'static {
    /// The variant that a refusal means; the one for undocumented errors where no other fits.
    fn from_refusal(refusal: &Refusal) -> Self;

    /// What a caller can do about it, where the documentation of the API does not leave that to the reader.
    fn help(&self) -> Option<&'static str> {
        None
    }
}

/// An error that the method's documentation does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undocumented {
    /// The code.
    pub code: ErrorCode,
    /// The text that came with it.
    pub description: String,
}

impl MethodError for Undocumented {
    fn from_refusal(refusal: &Refusal) -> Self {
        refusal.undocumented()
    }
}

/// A documented error: its code, and its text with `#PLACEHOLDERS#`, and `##` for each `#` of its own.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Case(pub &'static str, pub &'static str);

impl Refusal {
    /// What stood on the wire, without credentials that the server has repeated.
    pub(crate) fn new(method: &str, http: u16, error: WireError, redact: impl Fn(&str) -> String) -> Self {
        let code = match error.code {
            ErrorCode::Text(code) => ErrorCode::Text(redact(&code)),
            number @ ErrorCode::Number(_) => number,
        };
        Self { method: method.to_owned(), code, description: redact(&error.description), http }
    }

    /// Looks among the cases at the positions `own` for the one that this refusal is. The code decides; where several
    /// cases share one, the text does.
    ///
    /// Gives the position of the case, or the position after the last if it is none of them; and what stands in the text
    /// where the case has `#NAME#`, which is nothing where the text is worded otherwise.
    #[doc(hidden)]
    pub fn find(&self, cases: &[Case], own: &[usize]) -> (usize, impl Fn(&str) -> Option<String>) {
        let same_code = || {
            let own = own.iter().filter_map(|at| Some((*at, cases.get(*at)?)));
            own.filter(|(_, case)| self.code.is(case.0))
        };
        let same_text = |(_, case): &(usize, &Case)| values(case.1, &self.description).is_some();
        let found =
            if same_code().nth(1).is_some() { same_code().find(same_text) } else { same_code().next() };
        let (case, template) = found.map_or((cases.len(), ""), |(at, case)| (at, case.1));
        let values = values(template, &self.description).unwrap_or_default();
        let value = move |name: &str| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        (case, value)
    }

    /// Whether the call has run all the same: some methods do their work and fail afterwards.
    pub(crate) fn execution(&self) -> Execution {
        if self.http >= 500 { Execution::Unknown } else { Execution::NotRun }
    }

    /// The refusal as one that no documentation has.
    #[doc(hidden)]
    #[must_use]
    pub fn undocumented(&self) -> Undocumented {
        Undocumented { code: self.code.clone(), description: self.description.clone() }
    }
}

/// What stands in `text` for each placeholder of `template`, or nothing where the rest differs.
fn values<'t>(template: &'static str, text: &'t str) -> Option<Vec<(&'static str, &'t str)>> {
    let (before, slots) = cut(template);
    let mut rest = text.strip_prefix(&before)?;
    let mut values = Vec::new();
    let mut slots = slots.into_iter().peekable();
    while let Some((name, literal)) = slots.next() {
        // Whatever follows the last placeholder ends the text; anything between two is looked for.
        let last = slots.peek().is_none();
        let at = if last { rest.len().checked_sub(literal.len())? } else { rest.find(&literal)? };
        let (value, after) = (rest.get(..at)?, rest.get(at..)?);
        rest = after.strip_prefix(&literal)?;
        values.push((name, value));
    }
    rest.is_empty().then_some(values)
}

/// The text before the first placeholder, and each placeholder with the text behind it. `##` is a `#` of the text.
fn cut(template: &'static str) -> (String, Vec<(&'static str, String)>) {
    let mut parts = template.split('#');
    let mut before = parts.next().unwrap_or_default().to_owned();
    let mut slots: Vec<(_, String)> = Vec::new();
    while let (Some(name), Some(literal)) = (parts.next(), parts.next()) {
        if name.is_empty() {
            let text = slots.last_mut().map_or(&mut before, |(_, behind)| behind);
            text.push('#');
            text.push_str(literal);
        } else {
            slots.push((name, literal.to_owned()));
        }
    }
    (before, slots)
}

/// An error as it stands on the wire, before anyone knows which method it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WireError {
    pub(crate) code: ErrorCode,
    pub(crate) description: String,
}

impl WireError {
    /// An error that says nothing of itself is an error still.
    pub(crate) fn unnamed() -> Self {
        Self { code: ErrorCode::Text(String::new()), description: String::new() }
    }

    /// The refusal inside `result`: an object that has an `error` itself. Anything else is given back.
    pub(crate) fn in_result(value: serde_json::Value) -> Result<Self, serde_json::Value> {
        let Some(code) = value.get("error").map(code_of) else { return Err(value) };
        let description =
            value.get("error_description").and_then(serde_json::Value::as_str).unwrap_or_default();
        Ok(Self { code, description: description.to_owned() })
    }
}

/// The code, or the text of whatever stands in its place: an error with an odd code is an error still.
fn code_of(value: &serde_json::Value) -> ErrorCode {
    match value {
        serde_json::Value::String(code) => ErrorCode::Text(code.clone()),
        other => other.as_i64().map_or_else(|| ErrorCode::Text(other.to_string()), ErrorCode::Number),
    }
}

/// The `error` beside `result`: a code, or in REST 3.0 an object with code, message and what is wrong with which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RefusalParts {
    Code(ErrorCode),
    Object { code: ErrorCode, message: String },
}

impl Decode for RefusalParts {
    const EXPECTED: &'static str = "an error code";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self::Code(ErrorCode::Number(value)))
    }

    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self::Code(ErrorCode::Text(value.to_owned())))
    }

    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        serde_json::Value::object(members).map(|error| Self::of(&error))
    }
}

impl RefusalParts {
    /// Takes what there is: no oddity in an error may hide that it is one.
    fn of(error: &serde_json::Value) -> Self {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut message = text(&error["message"]);
        for more in error["validation"].as_array().into_iter().flatten() {
            message.push_str(&format!("; {}: {}", text(&more["field"]), text(&more["message"])));
        }
        let code = error.get("code").map_or_else(|| ErrorCode::Text(String::new()), code_of);
        Self::Object { code, message }
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, ErrorCode, Refusal, values};

    fn refusal(code: ErrorCode, description: &str) -> Refusal {
        Refusal { method: "m".into(), code, description: description.into(), http: 200 }
    }

    #[test]
    fn placeholders_are_read_from_the_text_and_missing_where_it_is_worded_otherwise() {
        let template = "Field \"#TITLE#\" must be of type #TYPE#.";
        let found = values(template, "Field \"sort\" must be of type integer.");
        assert_eq!(found, Some(vec![("TITLE", "sort"), ("TYPE", "integer")]));
        assert_eq!(values(template, "The field sort is wrong."), None);
        assert_eq!(values("Access denied.", "Access denied."), Some(vec![]));
        assert_eq!(
            values("Unknown parameters: #LIST#", "Unknown parameters: a, b"),
            Some(vec![("LIST", "a, b")])
        );
    }

    #[test]
    fn two_hashes_of_a_template_stand_for_one_that_the_server_writes() {
        let template = "EXCEPTION_##8; ###CODE###";
        assert_eq!(values(template, "EXCEPTION_#8; #TE#"), Some(vec![("CODE", "TE")]));
        assert_eq!(values("No. ##8", "No. #8"), Some(vec![]));
        assert_eq!(values("No. ##8", "No. ##8"), None);
    }

    #[test]
    fn cases_that_share_a_code_are_told_apart_by_their_text() {
        let cases = [Case("0", "Error creating table."), Case("0", "Error \"#NAME#\"."), Case("A", "One.")];
        let zero = |text: &str| refusal(ErrorCode::Number(0), text).find(&cases, &[0, 1, 2]).0;
        assert_eq!((zero("Error \"x\"."), zero("Error creating table."), zero("Else")), (1, 0, 3));
        assert_eq!(refusal(ErrorCode::Text("A".into()), "worded otherwise").find(&cases, &[0, 2]).0, 2);
        assert_eq!(refusal(ErrorCode::Text(String::new()), "").find(&cases, &[0, 1, 2]).0, 3);
    }
}
