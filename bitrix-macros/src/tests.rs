//! The expansion as a reviewer reads it.

use quote::quote;

use crate::expand;

#[test]
fn the_connector_family_expands_to_what_one_would_write_by_hand() {
    let module = quote!(
        pub mod connector {}
    );
    let expanded = expand::methods(quote!("biconnector.connector"), module).expect("the family is shipped");
    let file = syn::parse2(expanded).expect("the expansion is Rust");
    insta::assert_snapshot!(prettyplease::unparse(&file));
}
