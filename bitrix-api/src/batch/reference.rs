//! Identifiers that are still to come: results of earlier commands of a batch.

use std::fmt;
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};

/// Stands for the identifier that a command of a batch is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    batch: u64,
    command: u64,
}

/// Told from an identifier by the highest bit, which those do not have; then which batch, then which command.
const MARK: NonZeroU64 = match NonZeroU64::new(1 << 63) {
    Some(mark) => mark,
    None => NonZeroU64::MAX,
};
const COMMAND_BITS: u32 = 24;
const BATCH_BITS: u32 = 63 - COMMAND_BITS;

impl Reference {
    /// With what the server's own references begin.
    pub(crate) const BEGINNING: &'static str = "$result";

    /// How many commands of a batch can be referred to.
    pub(crate) const MOST_REFERABLE: usize = 1 << COMMAND_BITS;

    pub(super) fn to(batch: BatchNumber, command: usize) -> Self {
        Self { batch: batch.0, command: command as u64 % (1 << COMMAND_BITS) }
    }

    /// The reference that stands in the place of an identifier, if it is one.
    pub(crate) fn from_bits(bits: NonZeroU64) -> Option<Self> {
        let (bits, mark) = (bits.get(), MARK.get());
        let batch = (bits & !mark) >> COMMAND_BITS;
        (bits & mark != 0).then_some(Self { batch, command: bits % (1 << COMMAND_BITS) })
    }

    pub(crate) fn to_bits(self) -> NonZeroU64 {
        MARK | (self.batch << COMMAND_BITS | self.command)
    }

    /// The position of the command, if it is one of this batch.
    pub(super) fn within(self, batch: BatchNumber) -> Option<usize> {
        (self.batch == batch.0).then(|| usize::try_from(self.command).ok()).flatten()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the id that command {} will give", self.command)
    }
}

/// Which batch of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BatchNumber(u64);

impl BatchNumber {
    pub(super) fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed) % (1 << BATCH_BITS))
    }
}
