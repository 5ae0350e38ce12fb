//! Any text as a spec.

use crate::checker::check_any;

/// One execution. Bytes that are no UTF-8 are replaced, so that what stands around them is tried all the same.
pub fn run(input: &[u8]) {
    check_any(&String::from_utf8_lossy(input));
}
