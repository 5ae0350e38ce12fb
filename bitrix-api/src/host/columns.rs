//! Which columns an answer is to have.

use super::names::Names;

/// The columns that an answer must have, in this order.
#[derive(Debug, Clone)]
pub struct Columns(Vec<Column>);

#[derive(Debug, Clone)]
struct Column {
    code: String,
    /// The portal's name of it stands for the code. Else the name was taken for the code, and portals write their names
    /// in capitals.
    is_exact: bool,
}

impl Columns {
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>, known: &Names) -> Self {
        let column = |name: &str| Column { code: known.code(name), is_exact: known.has(name) };
        Self(names.into_iter().map(column).collect())
    }

    /// The codes of the columns.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        self.0.iter().map(|column| column.code.clone()).collect()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether two of them are the same.
    pub(super) fn has_twins(&self) -> bool {
        let same = |one: &Column, other: &Column| match (one.is_exact, other.is_exact) {
            (true, true) => one.code == other.code,
            _ => one.code.eq_ignore_ascii_case(&other.code),
        };
        self.0.iter().enumerate().any(|(at, one)| self.0.iter().take(at).any(|other| same(one, other)))
    }

    /// Whether these are they.
    pub(super) fn are(&self, codes: &[String]) -> bool {
        let is = |column: &Column, code: &String| {
            column.code == *code || (!column.is_exact && column.code.eq_ignore_ascii_case(code))
        };
        self.len() == codes.len() && self.0.iter().zip(codes).all(|(column, code)| is(column, code))
    }
}
