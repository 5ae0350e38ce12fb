//! The expansion as a reviewer reads it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand;

fn expansion(family: &str) -> String {
    expansion_of(quote!(#family))
}

fn expansion_of(args: TokenStream) -> String {
    let module = quote!(
        pub mod family {}
    );
    let expanded = expand::methods(args, module).expect("the family is shipped");
    prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust"))
}

#[test]
fn the_connector_family_expands_to_what_one_would_write_by_hand() {
    insta::assert_snapshot!(expansion_of(quote!("biconnector.connector", endpoints)));
}

#[test]
fn identifiers_of_others_secrets_nested_answers_and_fields_that_every_update_has() {
    insta::assert_snapshot!(expansion("biconnector.source"));
}

#[test]
fn a_family_that_extends_another_has_its_types() {
    insta::assert_snapshot!(expansion("biconnector.dataset"));
}

#[test]
fn the_dialect_of_the_crm() {
    insta::assert_snapshot!(expansion("crm.deal"));
}

#[test]
fn a_family_has_nothing_of_its_endpoints_unless_it_is_asked_for_them() {
    let plain = expansion("biconnector.connector");
    for name in ["Host", "ExternalTable", "ExternalColumn", "ColumnType", "DataQuery"] {
        assert!(!plain.contains(name), "{name}");
    }
    let expanded = expand::methods(
        quote!("biconnector.source", endpoints),
        quote!(
            pub mod family {}
        ),
    );
    let error = expanded.expect_err("it has none").to_string();
    assert_eq!(error, "`biconnector.source` has no endpoints");
}
