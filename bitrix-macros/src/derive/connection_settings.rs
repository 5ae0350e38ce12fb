//! `#[derive(ConnectionSettings)]`: a struct as the settings of a connector.

use bitrix_spec::model::Record;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Error, Ident, LitStr, Path, Type, parse_quote};

use super::{Errors, attributes, named_fields, plain_name};
use crate::args::keep;
use crate::expand::names;

const DERIVE: &str = "ConnectionSettings";

/// A setting: a field of the struct.
struct Setting<'i> {
    ident: &'i Ident,
    ty: &'i Type,
    code: (String, Span),
    name: (String, Span),
}

pub(crate) fn connection_settings(input: TokenStream) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let krate = krate(&input)?;
    let mut errors = Errors::default();
    let mut settings: Vec<Setting<'_>> = Vec::new();
    let family = bitrix_spec::catalog::family("biconnector.connector");
    let limits = family.as_ref().and_then(|checked| checked.family.object("Setting"));
    for field in named_fields(DERIVE, &input)? {
        let Some(setting) = errors.keep(Setting::parse(field, limits)).flatten() else { continue };
        if settings.iter().any(|known| known.code.0 == setting.code.0) {
            let message = format!("two settings have the code `{}`", setting.code.0);
            errors.add(Error::new(setting.code.1, message));
        }
        settings.push(setting);
    }
    errors.finish(())?;
    Ok(expand(&input, &krate, &settings))
}

fn expand(input: &DeriveInput, krate: &Path, settings: &[Setting<'_>]) -> TokenStream {
    let name = &input.ident;
    let names = names(krate);
    let (impl_generics, type_generics, bounds) = input.generics.split_for_impl();
    let fields: Vec<_> = settings.iter().map(|setting| setting.ident).collect();
    let codes: Vec<_> = settings.iter().map(|setting| &setting.code.0).collect();
    let labels = settings.iter().map(|setting| &setting.name.0);
    // Spanned on the type, so that one which cannot be a setting is told there.
    let declared = settings.iter().map(|setting| spanned(setting, &quote!(setting)));
    let read = settings.iter().map(|setting| spanned(setting, &quote!(Given::get)));
    let filled_in = settings.iter().map(|setting| spanned(setting, &quote!(fill_in)));
    quote! {
        const _: () = {
            #names
            #[automatically_derived]
            impl #impl_generics __::ConnectionSettings for #name #type_generics #bounds {
                fn settings() -> __::Vec<#krate::biconnector::connector::Setting> {
                    __::From::from([#(#declared(#codes, #labels)),*])
                }

                fn read(given: &__::Given<'_>) -> __::Result<Self, __::HostError> {
                    __::Ok(Self { #(#fields: #read(given, #codes)?),* })
                }

                fn values(&self) -> __::BTreeMap<__::String, __::Secret> {
                    let mut values = __::BTreeMap::new();
                    #(#filled_in(&mut values, #codes, &self.#fields);)*
                    values
                }
            }
        };
    }
}

/// One of the library's functions for a setting's type.
fn spanned(setting: &Setting<'_>, function: &TokenStream) -> TokenStream {
    let ty = setting.ty;
    quote_spanned!(ty.span()=> __::#function::<#ty>)
}

/// `#[bitrix(crate = …)]` on the struct.
fn krate(input: &DeriveInput) -> syn::Result<Path> {
    let mut krate = None;
    for attribute in attributes::bitrix(&input.attrs) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                keep(&mut krate, meta.value()?.call(Path::parse_mod_style)?, "crate", meta.path.span())
            } else {
                Err(meta.error(format!("`{DERIVE}` knows `crate = …` here")))
            }
        })?;
    }
    Ok(krate.unwrap_or_else(|| parse_quote!(::bitrix_api)))
}

impl<'i> Setting<'i> {
    fn parse(field: &'i syn::Field, limits: Option<&Record>) -> syn::Result<Option<Self>> {
        let Some(ident) = &field.ident else { return Ok(None) };
        let (mut code, mut name) = (None, None);
        for attribute in attributes::bitrix(&field.attrs) {
            attribute.parse_nested_meta(|meta| {
                let text = || meta.value()?.parse::<LitStr>();
                if meta.path.is_ident("code") {
                    keep(&mut code, text()?, "code", meta.path.span())
                } else if meta.path.is_ident("name") {
                    keep(&mut name, text()?, "name", meta.path.span())
                } else {
                    let known = "`code = \"…\"` and `name = \"…\"`";
                    Err(Error::new(meta.path.span(), format!("`{DERIVE}` knows {known} on a field")))
                }
            })?;
        }
        let plain = plain_name(ident);
        let written = |text: Option<LitStr>, otherwise: String| match text {
            Some(text) => (text.value(), text.span()),
            None => (otherwise, ident.span()),
        };
        let setting =
            Self { ident, ty: &field.ty, name: written(name, label(&plain)), code: written(code, plain) };
        setting.check(limits)?;
        Ok(Some(setting))
    }

    /// What the portal, or a form on its way, would not take.
    fn check(&self, limits: Option<&Record>) -> syn::Result<()> {
        let (code, place) = &self.code;
        if code.is_empty() || code.contains(['[', ']', '\0']) {
            let message =
                "a setting's code is not empty, and has none of `[`, `]` and U+0000: forms cannot carry it";
            return Err(Error::new(*place, message));
        }
        limit(limits, "code", &self.code)?;
        limit(limits, "name", &self.name)
    }
}

fn limit(setting: Option<&Record>, field: &str, (text, place): &(String, Span)) -> syn::Result<()> {
    let most = setting.and_then(|setting| setting.field(field)?.max_chars);
    match most.and_then(|most| usize::try_from(most).ok()) {
        Some(most) if text.chars().count() > most => {
            Err(Error::new(*place, format!("a setting's {field} has at most {most} characters")))
        }
        _ => Ok(()),
    }
}

/// A field's name in words: `user_name` is `User name`.
fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
