//! `#[derive(MethodError)]`: which variant a refusal means. The attribute macro puts it on the enums that it makes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitInt, LitStr, Token, Variant};

/// The variants stand in the order of the positions in `#[cases(…)]`; the one behind them takes what is none of the cases.
pub(crate) fn method_error(input: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.span(), "only an enum can be a method's errors"));
    };
    let cases = match input.attrs.iter().find(|attribute| attribute.path().is_ident("cases")) {
        Some(cases) => cases.parse_args_with(Punctuated::<LitInt, Token![,]>::parse_terminated)?,
        None => Punctuated::new(),
    };
    let arms = cases.iter().zip(&data.variants).map(|(at, variant)| arm(at, variant));
    let arms = arms.collect::<syn::Result<TokenStream>>()?;
    let helps = data.variants.iter().map(help).collect::<syn::Result<TokenStream>>()?;
    let help = (!helps.is_empty()).then(|| {
        quote! {
            fn help(&self) -> __::Option<&'static __::str> {
                match self {
                    #helps
                    _ => __::None,
                }
            }
        }
    });
    let other = quote!(Self::Other(refusal.undocumented()));
    let found = if cases.is_empty() {
        other
    } else {
        let own = cases.iter();
        quote! {
            let (case, of) = refusal.find(CASES, &[#(#own),*]);
            match case { #arms _ => #other }
        }
    };
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl __::MethodError for #name {
            fn from_refusal(refusal: &__::Refusal) -> Self {
                #found
            }
            #help
        }
    })
}

/// A variant's fields are the placeholders of its text, in small letters unless it says otherwise.
fn arm(at: &LitInt, variant: &Variant) -> syn::Result<TokenStream> {
    let name = &variant.ident;
    let Fields::Named(fields) = &variant.fields else { return Ok(quote!(#at => Self::#name,)) };
    let fields = fields.named.iter().map(|field| {
        let name = &field.ident;
        let placeholder = match attribute(&field.attrs, "placeholder")? {
            Some(placeholder) => placeholder.value(),
            None => name.as_ref().map(|name| name.unraw().to_string().to_uppercase()).unwrap_or_default(),
        };
        Ok(quote!(#name: of(#placeholder),))
    });
    let fields = fields.collect::<syn::Result<TokenStream>>()?;
    Ok(quote!(#at => Self::#name { #fields },))
}

/// What a caller can do about it, where the variant says so: `#[help("…")]`.
fn help(variant: &Variant) -> syn::Result<TokenStream> {
    let name = &variant.ident;
    let help = attribute(&variant.attrs, "help")?;
    Ok(help.map(|help| quote!(Self::#name { .. } => __::Some(#help),)).unwrap_or_default())
}

fn attribute(attributes: &[Attribute], name: &str) -> syn::Result<Option<LitStr>> {
    attributes.iter().find(|attribute| attribute.path().is_ident(name)).map(Attribute::parse_args).transpose()
}
