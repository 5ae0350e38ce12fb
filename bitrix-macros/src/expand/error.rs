//! A method's error enum.

use bitrix_spec::model::{ErrorCase, Method};
use bitrix_spec::snake;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    /// The family's table of codes and texts, once for all of its methods.
    pub(super) fn cases(&self) -> TokenStream {
        let cases = self.family.errors.iter().map(|case| {
            let (code, template) = (case.code.to_string(), case.message.template());
            quote!(__::Case(#code, #template))
        });
        let cases: Vec<_> = cases.collect();
        if cases.is_empty() { TokenStream::new() } else { quote!(const CASES: &[__::Case] = &[#(#cases,)*];) }
    }

    pub(super) fn method_error(&self, method: &Method) -> TokenStream {
        let name = format_ident!("{}Error", method.rust_name());
        let doc = docs::lines(&format!("How [`{}`] can be refused.", method.rust_name()));
        let variants = self.family.errors_of(method).map(variant);
        let cases = (!method.errors.is_empty()).then(|| {
            let own = method.errors.iter().map(|at| Literal::usize_unsuffixed(*at));
            quote!(#[cases(#(#own),*)])
        });
        quote! {
            #doc
            #[derive(__::Debug, __::Clone, __::PartialEq, __::MethodError)]
            #cases
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// An error that the documentation does not have.
                Other(__::Undocumented),
            }
        }
    }
}

fn variant(case: &ErrorCase) -> TokenStream {
    let doc = docs::lines(&docs::case(case));
    let name = ident(&case.rust_name());
    let help = case.help.as_ref().map(|help| quote!(#[help(#help)]));
    let placeholders = case.message.placeholders();
    if placeholders.is_empty() {
        return quote!(#doc #help #name,);
    }
    let fields = placeholders.iter().map(|placeholder| {
        let name = ident(&snake(placeholder));
        let doc =
            docs::lines(&format!("`#{placeholder}#` of the text, unless this portal words it otherwise."));
        let by_name = snake(placeholder).to_uppercase() == *placeholder;
        let placeholder = (!by_name).then(|| quote!(#[placeholder(#placeholder)]));
        quote!(#doc #placeholder #name: __::Option<__::String>)
    });
    quote!(#doc #help #name { #(#fields,)* },)
}
