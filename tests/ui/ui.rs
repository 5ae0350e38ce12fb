//! What must not compile, with the compiler's words, and what must.

use std::process::Command;

/// The compiler whose words the `.stderr` files have. Each release words some errors anew, so that others are not held
/// to them.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn mistakes_do_not_compile_and_say_why() {
    let cases = trybuild::TestCases::new();
    if compiler().starts_with(COMPILER) {
        cases.compile_fail("*/fail/*.rs");
    } else {
        eprintln!("the words of {COMPILER}x are not compared with those of {}", compiler());
    }
    cases.pass("*/pass/*.rs");
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("there is a compiler").stdout;
    String::from_utf8(version).expect("it says its version").trim().to_owned()
}
