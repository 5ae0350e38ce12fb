//! The procedural macros of [`bitrix-api`](https://docs.rs/bitrix-api), which re-exports and documents them.

mod args;
mod derive;
mod expand;
mod family;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Fills a module with the types of a method family.
// Its documentation stands at the re-export, where its examples can run.
#[proc_macro_attribute]
pub fn methods(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::methods(args.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a struct a part of an entity.
// Its documentation stands at the re-export, as does the next one's.
#[proc_macro_derive(Projection, attributes(bitrix))]
pub fn projection(input: TokenStream) -> TokenStream {
    derive::projection(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Says of an enum which of a method's refusals its variants are. Only the code of [`methods`] needs it.
#[proc_macro_derive(MethodError, attributes(cases, help, placeholder))]
pub fn method_error(input: TokenStream) -> TokenStream {
    derive::method_error(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a struct the fields of an update or an add.
#[proc_macro_derive(Patch, attributes(bitrix))]
pub fn patch(input: TokenStream) -> TokenStream {
    derive::patch(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a struct the settings of a connector.
#[proc_macro_derive(ConnectionSettings, attributes(bitrix))]
pub fn connection_settings(input: TokenStream) -> TokenStream {
    derive::connection_settings(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
