//! The fields of an entity as constants, to filter and sort lists by and to ask what a portal knows.

use bitrix_spec::model::{Field, Flag, List, Operator, Record, Type};
use bitrix_spec::rust::{RustType, lists_entity};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Expansion, docs, ident};

impl Expansion<'_> {
    /// A constant for each field, and the operators by which lists can be filtered; without lists, constants for those
    /// fields only of which one may ask whether a portal knows them.
    pub(super) fn fields(&self, entity: &Record) -> TokenStream {
        let lists = self.lists();
        let is_asked = self.family.methods.iter().any(|method| method.describes.is_some());
        let fields = entity.fields.iter().filter(|field| field.described);
        let fields = fields.filter(|field| !lists.is_empty() || (is_asked && field.since.is_some()));
        let constants: Vec<_> = fields.map(|field| self.field_constant(field, &lists)).collect();
        let name = ident(&entity.name);
        let constants = (!constants.is_empty()).then(|| quote!(impl #name { #(#constants)* }));
        let operators = (!lists.is_empty()).then(|| operators(&name, &lists));
        quote!(#constants #operators)
    }

    /// How the family's methods list the entity, as far as they filter or sort.
    fn lists(&self) -> Vec<&List> {
        let methods = self.family.methods.iter().filter(|method| lists_entity(method));
        let lists = methods.filter_map(|method| method.list.as_ref());
        lists.filter(|list| list.order || !list.filter.is_empty()).collect()
    }

    fn field_constant(&self, field: &Field, lists: &[&List]) -> TokenStream {
        let (wire, ty) = (&field.name, field.ty.not_null());
        let constant = ident(&field.rust_name().to_uppercase());
        let is_number = matches!(ty, Type::Integer | Type::Id(_) | Type::Decimal);
        let is_filtered = is_single(ty) && field.filterable && !lists.is_empty();
        let filter = if !is_filtered {
            quote!(No)
        } else if is_number || lists.iter().all(|list| list.numbers.is_empty()) {
            quote!(Free)
        } else {
            quote!(OneByOne)
        };
        let is_sorted = is_single(ty) && field.orderable && lists.iter().any(|list| list.order);
        let order = if is_sorted { quote!(Sorted) } else { quote!(No) };
        let doc = docs::lines(&docs::field_constant(field));
        let value = match ty {
            Type::Any => quote!(__::Scalar),
            Type::Boolean(Flag::YesNo) => quote!(__::list::YesNo),
            Type::Boolean(Flag::Digit) => quote!(__::list::Digit),
            _ => self.rust_type(&RustType::of(ty)),
        };
        if let Some(prefix) = field.prefix() {
            return quote! {
                #doc
                pub const #constant: __::AddedFields<Self, #value, __::#filter, __::#order> =
                    __::AddedFields::new(#prefix);
            };
        }
        quote! {
            #doc
            pub const #constant: __::Field<Self, #value, __::#filter, __::#order> = __::Field::new(#wire);
        }
    }
}

/// Whether a column of the server's can be compared with it.
fn is_single(ty: &Type) -> bool {
    !matches!(ty, Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Entity(_) | Type::Secret)
}

/// Those that all lists have.
fn operators(name: &syn::Ident, lists: &[&List]) -> TokenStream {
    let everywhere = |operator: &Operator| lists.iter().all(|list| list.filter.contains(operator));
    let operators = lists.iter().take(1).flat_map(|list| &list.filter).copied().filter(everywhere);
    let operators = operators.filter_map(Operator::rust_name).map(|operator| format_ident!("{operator}"));
    let groups = lists.iter().all(|list| list.groups);
    let with_groups = groups.then(|| quote!(impl __::operator::Groups for #name {}));
    quote! {
        impl __::operator::Filtered for #name {
            const GROUPS: __::bool = #groups;
        }
        #(impl __::operator::#operators for #name {})*
        #with_groups
    }
}
