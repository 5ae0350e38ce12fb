//! Every kind of mistake has a case of its own: the smallest change that makes it, and what the reader then sees.

mod shop;

use bitrix_spec::Kind;
use shop::cases::case;
use shop::checked;

#[test]
fn each_kind_of_mistake_has_a_case_and_is_told_once_with_its_place_and_a_remedy() {
    for &kind in Kind::ALL {
        let Some(text) = case(kind) else { panic!("`{kind}` has no case") };
        let found = checked(&text).diagnostics;
        let rendered: Vec<_> = found.iter().map(ToString::to_string).collect();
        let kinds: Vec<_> = found.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [kind], "`{kind}`:\n{}", rendered.join("\n"));
        assert!(kind == Kind::Syntax || found[0].help.is_some(), "`{kind}` has no remedy: {}", rendered[0]);
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "diagnostics", omit_expression => true }, {
            insta::assert_snapshot!(kind.code(), rendered[0]);
        });
    }
}

#[test]
fn the_codes_are_the_names_of_the_kinds_and_each_has_a_line_of_advice() {
    assert!(Kind::ALL.len() >= 40);
    for kind in Kind::ALL {
        let name = bitrix_spec::snake(&format!("{kind:?}")).replace('_', "-");
        assert_eq!(kind.code(), name);
        assert!(kind.doc().contains(": ") && kind.doc().ends_with('.'), "{kind}: {}", kind.doc());
    }
}

#[test]
fn every_snapshot_is_of_a_kind() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    for file in std::fs::read_dir(folder).expect("it is there") {
        let path = file.expect("it can be listed").path();
        let code = path.file_stem().and_then(|stem| stem.to_str()).expect("it has a name");
        assert!(Kind::ALL.iter().any(|kind| kind.code() == code), "no kind is called {code}");
    }
}
