//! The columns of a table, as the database's catalogue has them.

use crate::biconnector::connector::ColumnType;
use crate::host::HostError;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlColumn {
    /// Its name.
    pub(super) name: String,
    /// What it holds.
    pub(super) kind: Kind,
    /// Whether the database can compare it as it is; else as it is shown.
    pub(super) is_plain: bool,
    /// How it becomes what is shown.
    pub(super) shown: Shown,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers; booleans as 0 and 1.
    Integer,
    /// Other numbers.
    Double,
    /// Days, as `2024-08-30`.
    Date,
    /// Moments in UTC, as `2024-08-30T12:19:57+00:00`.
    Moment,
    /// All else.
    Text,
}

/// How a column becomes what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "host-postgres"), allow(dead_code, reason = "SQLite has no types to cast"))]
pub(super) enum Shown {
    /// As it is.
    Plain,
    /// Cast to the type that its kind has.
    Cast,
    /// A boolean, cast to a number.
    Flag,
    /// A date.
    Date,
    /// A date and time without an offset, which is taken for UTC.
    WallClock,
    /// A moment.
    Moment,
}

impl Kind {
    /// What the portal calls it.
    pub(super) fn column_type(self) -> ColumnType {
        match self {
            Self::Integer => ColumnType::Int,
            Self::Double => ColumnType::Double,
            Self::Date => ColumnType::Date,
            Self::Moment => ColumnType::Datetime,
            Self::Text => ColumnType::String,
        }
    }
}

/// The column that a call means: of this name, or of the only one that differs from it in case alone, since portals write
/// the names that they give themselves in capitals.
pub(super) fn find<'c>(columns: &'c [SqlColumn], part: &str, name: &str) -> Result<&'c SqlColumn, HostError> {
    if let Some(column) = columns.iter().find(|column| column.name == name) {
        return Ok(column);
    }
    let alike: Vec<_> = columns.iter().filter(|column| column.name.eq_ignore_ascii_case(name)).collect();
    match alike[..] {
        [column] => Ok(column),
        _ => Err(HostError::Bad(format!("{part}: the table has no column {name:?}"))),
    }
}
