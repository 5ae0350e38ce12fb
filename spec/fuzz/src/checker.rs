//! What must hold of the checker and of what explains methods, whatever they are given.

use std::sync::Arc;

use bitrix_spec::{Diagnostic, Kind, Source, catalog, check, check_shared, explain};

/// Checks the text as a family, or else as a file to extend, and gives the kinds of mistakes in it. It may extend itself,
/// or any shipped file.
pub(crate) fn check_any(text: &str) -> Vec<Kind> {
    let source = Source::new("any.toml", text);
    let find = |name: &str| match name {
        "circle" => Some(Arc::clone(&source)),
        _ => catalog::source(name),
    };
    let checked = check(&source, &find);
    let mut printed: Vec<Kind> = Vec::new();
    for diagnostic in &checked.diagnostics {
        assert_sound(diagnostic);
        // Printing takes longer than all else, and of one kind and file it is much the same each time.
        if !printed.contains(&diagnostic.kind) {
            printed.push(diagnostic.kind);
            assert!(diagnostic.render().contains(diagnostic.place.source.path()));
        }
    }
    if printed.contains(&Kind::MissingFamily) {
        check_shared(&source).iter().for_each(assert_sound);
    }
    for method in &checked.family.methods {
        assert_eq!(checked.family.errors_of(method).count(), method.errors.len());
        assert!(explain::method(&checked.family, method).starts_with(&method.wire_name));
    }
    assert_eq!(explain::family(&checked.family).is_empty(), checked.family.methods.is_empty());
    printed
}

/// The place lies in the file and between characters, and there is something to say.
fn assert_sound(diagnostic: &Diagnostic) {
    let place = &diagnostic.place;
    assert!(place.source.text().get(place.span.clone()).is_some(), "{:?}", place.span);
    assert!(place.line_and_column() <= place.end_line_and_column());
    assert!(!diagnostic.message.is_empty());
}
