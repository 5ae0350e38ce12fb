//! What goes back, and the portal's rules for it.

use super::columns::Columns;
use super::rows::Rows;
use crate::check::Violations;
use crate::codec::{self, Encode};

/// What a host answers.
#[derive(Debug)]
pub struct Answer(pub(super) Kind);

#[derive(Debug)]
pub(super) enum Kind {
    /// JSON.
    Text(Vec<u8>),
    Rows(Rows),
    /// It breaks a rule.
    Wrong(String),
}

impl Answer {
    /// All is well: a text that is not empty.
    #[must_use]
    pub fn done() -> Self {
        Self(Kind::Text(br#""ok""#.to_vec()))
    }

    /// A list of objects.
    #[must_use]
    pub fn list<T: Encode>(items: &Vec<T>, not_empty: bool) -> Self {
        if not_empty && items.is_empty() {
            return Self(Kind::Wrong("the list is empty, and must not be".to_owned()));
        }
        Self(match Violations::of(items) {
            Ok(()) => Kind::Text(codec::to_json(items)),
            Err(violations) => Kind::Wrong(violations.to_string()),
        })
    }

    /// The rows of these columns; of any, if the call names none.
    #[must_use]
    pub fn rows(rows: Rows, wanted: Option<&Columns>) -> Self {
        let codes = &rows.codes;
        let problem = if codes.is_empty() {
            Some("the first row is empty, and must have the columns' codes".to_owned())
        } else if codes.iter().any(String::is_empty) {
            Some(format!("a column has an empty code: {codes:?}"))
        } else if let Some(code) = codes.iter().enumerate().find(|(at, code)| codes[..*at].contains(code)) {
            Some(format!("two columns have the code {:?}", code.1))
        } else {
            wanted
                .filter(|wanted| !wanted.are(codes))
                // What a call says does not go to the log.
                .map(|wanted| {
                    format!("the columns are {codes:?}, and not the {} that the call selects", wanted.len())
                })
        };
        Self(problem.map_or(Kind::Rows(rows), Kind::Wrong))
    }
}
