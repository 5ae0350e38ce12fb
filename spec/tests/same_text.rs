//! A mistake has one text: what the compiler prints for it, what the command line prints, and what the library gives.

use std::path::{Path, PathBuf};
use std::process::Command;

use bitrix_spec::{Kind, Source, catalog, check};

/// The files that do not compile, and what the compiler says of them.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui/spec/fail")
}

/// The text without what the compiler and the command line put around it: indentation and the word before the cause.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(|line| line.trim_start().trim_start_matches("error: "))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether the lines stand in the text one after another.
fn stands_in(part: &[&str], text: &[&str]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_macro_the_command_line_and_the_library_say_the_same_of_every_mistake() {
    let specs = std::fs::read_dir(folder().join("specs")).expect("it is there");
    let mut compared = 0;
    for spec in specs {
        let spec = spec.expect("it can be listed").path();
        let name = spec.file_stem().and_then(|stem| stem.to_str()).expect("it has a name").to_owned();
        let shown = format!("specs/{name}.toml");
        let diagnostics = check(
            &Source::new(&shown, std::fs::read_to_string(&spec).expect("it can be read")),
            &catalog::source,
        )
        .diagnostics;
        let compiler = std::fs::read_to_string(folder().join(format!("{name}.stderr")));
        let compiler = compiler.expect("the compiler was asked");
        let output = Command::new(env!("CARGO_BIN_EXE_bitrix-spec"))
            .args(["check", &shown])
            .current_dir(folder())
            .output()
            .expect("it runs");
        let printed = String::from_utf8(output.stderr).expect("it is text");
        // On the command line, a file without a family is one that families extend.
        let is_shared = diagnostics.iter().any(|diagnostic| diagnostic.kind == Kind::MissingFamily);
        for diagnostic in &diagnostics {
            let text = diagnostic.to_string();
            assert!(
                stands_in(&lines(&text), &lines(&compiler)),
                "{name}: the compiler says otherwise:\n{text}"
            );
            let with_code = format!("error[{}]: {text}", diagnostic.kind);
            assert!(
                is_shared || printed.contains(&with_code),
                "{name}: the command line says otherwise:\n{printed}"
            );
        }
        assert!(is_shared || printed.matches("error[").count() == diagnostics.len(), "{name}");
        assert_eq!(compiler.matches("= note: this error originates").count(), diagnostics.len(), "{name}");
        compared += diagnostics.len();
    }
    assert!(compared > 25, "only {compared} mistakes were compared");
}
