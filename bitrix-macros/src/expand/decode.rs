//! How entities and objects are read.

use bitrix_spec::model::{Field, Record, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::{Expansion, ident, local};

impl Expansion<'_> {
    pub(super) fn decode(&self, record: &Record) -> TokenStream {
        let name = ident(&record.name);
        let read: Vec<_> = record.fields.iter().filter(|field| is_read(field)).collect();
        let nested = self.nested(record);
        let names = read.iter().map(|field| names_of(field)).chain(nested);
        // Locals of the macro's own, so that no field's name meets `members` or `field`.
        let fields: Vec<_> = read.iter().map(|field| local(&field.rust_name())).collect();
        let arms = read.iter().zip(&fields).enumerate().map(|(at, (field, name))| {
            let pattern = if at + 1 == read.len() {
                quote!(_)
            } else {
                Literal::usize_unsuffixed(at).into_token_stream()
            };
            let read = reader(field);
            quote!(#pattern => members.#read(&mut #name))
        });
        let needed: Vec<_> =
            read.iter().zip(&fields).enumerate().filter(|(_, (field, _))| is_needed(field)).collect();
        let complete = (!needed.is_empty()).then(|| {
            let names: Vec<_> = needed.iter().map(|(_, (_, name))| name).collect();
            let positions = needed.iter().map(|(at, _)| Literal::usize_unsuffixed(*at));
            quote! {
                let (#(__::Some(#names),)*) = (#(#names,)*) else {
                    return __::Err(members.incomplete(FIELDS, &[#(#positions),*]));
                };
            }
        });
        let values = read.iter().zip(&fields).map(|(field, name)| {
            if field.prefix().is_some() {
                quote!(#name: #name.unwrap_or_default())
            } else if is_needed(field) {
                quote!(#name)
            } else {
                quote!(#name: #name.flatten())
            }
        });
        quote! {
            impl __::Decode for #name {
                fn object(members: &mut __::Members<'_>) -> __::Result<Self, __::Fault> {
                    const FIELDS: &[&__::str] = &[#(#names),*];
                    #(let mut #fields = __::None;)*
                    while let __::Some(field) = members.next(FIELDS) {
                        match field { #(#arms,)* }
                    }
                    #complete
                    __::Ok(Self { #(#values),* })
                }
            }
        }
    }

    /// The members of answers that hold some of the entity's fields one level deeper.
    pub(crate) fn nested(&self, record: &Record) -> Vec<String> {
        let is_entity = self.family.entity.as_ref().is_some_and(|entity| entity.name == record.name);
        let methods = self.family.methods.iter().filter(|_| is_entity);
        methods.filter_map(|method| Some(format!("{}.*", method.nested.as_ref()?.member))).collect()
    }
}

/// Whether any answer has the field.
pub(super) fn is_read(field: &Field) -> bool {
    field.returned.as_ref().is_none_or(|returned| !returned.is_empty())
}

/// Whether the type cannot be made without it.
pub(crate) fn is_needed(field: &Field) -> bool {
    !field.may_be_absent() && field.prefix().is_none() && !matches!(field.ty, Type::Option(_))
}

/// All names under which an answer may have a field, as the reader of members takes them.
pub(crate) fn names_of(field: &Field) -> String {
    std::iter::once(&field.name).chain(&field.aliases).cloned().collect::<Vec<_>>().join("|")
}

/// The function that reads a field.
pub(crate) fn reader(field: &Field) -> TokenStream {
    if field.prefix().is_some() { quote!(collect) } else { quote!(read) }
}
