//! How entities and objects are read.

use bitrix_spec::model::{Field, Record, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};
use syn::Ident;

use super::{Expansion, ident, local};

impl Expansion<'_> {
    pub(super) fn decode(&self, record: &Record) -> TokenStream {
        let name = ident(&record.name);
        let read = record.fields.iter().filter(|field| is_read(field));
        // Locals of the macro's own, so that no field's name meets `members` or `field`.
        let slots: Vec<_> =
            read.map(|field| Slot { field, variable: local(&field.rust_name()), ty: None }).collect();
        let values = slots.iter().map(|Slot { field, variable: name, .. }| {
            if field.prefix().is_some() {
                quote!(#name: #name.unwrap_or_default())
            } else if is_needed(field) {
                quote!(#name)
            } else {
                quote!(#name: #name.flatten())
            }
        });
        let object = read_object(&slots, self.nested(record), values);
        quote!(impl __::Decode for #name { #object })
    }

    /// The members of answers that hold some of the entity's fields one level deeper.
    pub(crate) fn nested(&self, record: &Record) -> Vec<String> {
        let is_entity = self.family.entity.as_ref().is_some_and(|entity| entity.name == record.name);
        let methods = self.family.methods.iter().filter(|_| is_entity);
        methods.filter_map(|method| Some(format!("{}.*", method.nested.as_ref()?.member))).collect()
    }
}

/// A field of an answer, and the variable into which it is read.
pub(crate) struct Slot<'f> {
    pub(crate) field: &'f Field,
    pub(crate) variable: Ident,
    /// What the variable is an option of, where that does not follow from its use.
    pub(crate) ty: Option<TokenStream>,
}

/// The function that reads an object: fields into their variables, in whatever order they come, and then the values that
/// are made of those.
pub(crate) fn read_object(
    slots: &[Slot<'_>],
    nested: Vec<String>,
    values: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let names = slots.iter().map(|slot| names_of(slot.field)).chain(nested);
    let variables = slots.iter().map(|Slot { variable, ty, .. }| {
        let ty = ty.as_ref().map(|ty| quote!(: __::Option<#ty>));
        quote!(let mut #variable #ty = __::None;)
    });
    let arms = slots.iter().enumerate().map(|(at, Slot { field, variable, .. })| {
        let is_last = at + 1 == slots.len();
        let pattern = if is_last { quote!(_) } else { Literal::usize_unsuffixed(at).into_token_stream() };
        let read = reader(field);
        quote!(#pattern => members.#read(&mut #variable),)
    });
    let no_arm = slots.is_empty().then(|| quote!(_ => {}));
    let needed: Vec<_> = slots.iter().enumerate().filter(|(_, slot)| is_needed(slot.field)).collect();
    let complete = (!needed.is_empty()).then(|| {
        let names: Vec<_> = needed.iter().map(|(_, slot)| &slot.variable).collect();
        let positions = needed.iter().map(|(at, _)| Literal::usize_unsuffixed(*at));
        quote! {
            let (#(__::Some(#names),)*) = (#(#names,)*) else {
                return __::Err(members.incomplete(FIELDS, &[#(#positions),*]));
            };
        }
    });
    quote! {
        fn object(members: &mut __::Members<'_>) -> __::Result<Self, __::Fault> {
            const FIELDS: &[&__::str] = &[#(#names),*];
            #(#variables)*
            while let __::Some(field) = members.next(FIELDS) {
                match field { #(#arms)* #no_arm }
            }
            #complete
            __::Ok(Self { #(#values),* })
        }
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
pub(super) fn names_of(field: &Field) -> String {
    std::iter::once(&field.name).chain(&field.aliases).cloned().collect::<Vec<_>>().join("|")
}

/// The function that reads a field.
fn reader(field: &Field) -> TokenStream {
    if field.prefix().is_some() { quote!(collect) } else { quote!(read) }
}
