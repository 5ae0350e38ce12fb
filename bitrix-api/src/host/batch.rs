//! Rows on their way out.

use std::ops::RangeInclusive;

use super::cell::Cell;
use super::error::HostError;

/// Rows that have been written already, to be sent together.
///
/// ```
/// use bitrix_api::host::{Batch, Cell};
///
/// let mut batch = Batch::new();
/// batch.row([Cell::from(7), Cell::from("Anna"), Cell::Null]);
/// assert_eq!(batch.rows(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// `,[…],[…]`: what follows the first row of an answer.
    json: Vec<u8>,
    rows: u64,
    /// How many cells its shortest row and its longest have.
    widths: Option<(usize, usize)>,
}

impl Batch {
    /// No rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        // Cells that are there do not fail.
        let _ = self.try_row(cells.into_iter().map(Ok));
    }

    /// Adds a row unless a cell fails; then the batch stays as it is.
    ///
    /// # Errors
    ///
    /// That of the first cell that fails.
    pub fn try_row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = Result<Cell<'a>, HostError>>,
    ) -> Result<(), HostError> {
        let start = self.json.len();
        self.json.extend_from_slice(b",[");
        let mut width = 0;
        for cell in cells {
            match cell {
                Ok(cell) => self.cell(&cell, width),
                Err(error) => {
                    self.json.truncate(start);
                    return Err(error);
                }
            }
            width += 1;
        }
        self.end(width);
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many bytes they take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.json.len()
    }

    /// How many cells the rows have, if there are any.
    pub(super) fn widths(&self) -> Option<RangeInclusive<usize>> {
        self.widths.map(|(least, most)| least..=most)
    }

    pub(super) fn into_json(self) -> Vec<u8> {
        self.json
    }

    fn cell(&mut self, cell: &Cell<'_>, at: usize) {
        if at > 0 {
            self.json.push(b',');
        }
        cell.write(&mut self.json);
    }

    fn end(&mut self, width: usize) {
        self.json.push(b']');
        self.rows += 1;
        let (least, most) = self.widths.unwrap_or((width, width));
        self.widths = Some((least.min(width), most.max(width)));
    }
}
