//! The table in `COVERAGE.md`.

#[test]
fn the_coverage_table_is_in_step_with_the_specs() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("COVERAGE.md");
    let written = std::fs::read_to_string(&file).expect("it is there");
    assert_eq!(
        written,
        bitrix_spec::coverage::table(),
        "write it anew: cargo run -p bitrix-spec -- coverage > spec/COVERAGE.md"
    );
}

#[test]
fn every_biconnector_method_has_a_row() {
    let table = bitrix_spec::coverage::table();
    assert_eq!(table.matches("| `biconnector.").count(), 26, "{table}");
}
