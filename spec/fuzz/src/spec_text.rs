//! Any text as a spec.

use crate::checker::check_any;

/// One execution. What is no UTF-8 is no text, and is passed over as a reader of files would.
pub fn run(input: &[u8]) {
    check_any(&String::from_utf8_lossy(input));
}
