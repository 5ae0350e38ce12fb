//! The expansion as a reviewer reads it.

use quote::quote;

use crate::expand;

fn expansion(family: &str) -> String {
    let module = quote!(
        pub mod family {}
    );
    let expanded = expand::methods(quote!(#family), module).expect("the family is shipped");
    prettyplease::unparse(&syn::parse2(expanded).expect("the expansion is Rust"))
}

#[test]
fn the_connector_family_expands_to_what_one_would_write_by_hand() {
    insta::assert_snapshot!(expansion("biconnector.connector"));
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
