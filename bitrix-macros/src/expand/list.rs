//! What a request that lists says of its pages.

use bitrix_spec::model::{Method, Paging, ResultShape, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Ident;

use super::decode::names_of;
use super::{Expansion, ident};

impl Expansion<'_> {
    /// How its pages are asked for one after the other.
    pub(super) fn listing(&self, method: &Method, name: &Ident) -> Option<TokenStream> {
        let list = method.list.as_ref()?;
        let (ResultShape::Value(Type::List(item)) | ResultShape::Member(_, Type::List(item))) =
            &method.result
        else {
            return None;
        };
        let krate = self.krate;
        // By its whole path: rustdoc shows this constant as it is written.
        let paging = match list.paging {
            Paging::Page => quote!(#krate::list::Paging::Pages),
            Paging::Start => quote!(#krate::list::Paging::Rows),
        };
        let id = match &**item {
            Type::Entity(_) => self.family.entity.as_ref().and_then(|entity| entity.id()),
            _ => None,
        };
        let settle = id.filter(|id| id.orderable && list.order).map(|id| {
            let entity = self.family.entity.as_ref().map(|entity| ident(&entity.name));
            let constant = ident(&id.rust_name().to_uppercase());
            quote! {
                fn settle(&mut self) {
                    self.order.settle(&#entity::#constant);
                }
            }
        });
        let id = match id.map(names_of) {
            Some(names) => quote!(::core::option::Option::Some(#names)),
            None => quote!(::core::option::Option::None),
        };
        let walk = self.walk(method, name);
        let (item, size) = (self.ty(item), Literal::u32_unsuffixed(list.size));
        let position = ident(&bitrix_spec::snake(&list.param));
        Some(quote! {
            impl __::ListRequest for #name {
                type Item = #item;
                const PAGING: __::Paging = #paging;
                const SIZE: __::usize = #size;
                const ID: __::Option<&'static __::str> = #id;

                fn position(&mut self) -> &mut __::Option<__::i64> {
                    &mut self.#position
                }

                #settle
            }

            #walk
        })
    }

    /// How it is walked by id, if the server can do that.
    fn walk(&self, method: &Method, name: &Ident) -> Option<TokenStream> {
        let list = method.list.as_ref()?;
        let entity = self.family.entity.as_ref()?;
        let by = ident(&entity.field(list.by.as_ref()?)?.rust_name().to_uppercase());
        let (entity, position) = (ident(&entity.name), ident(&bitrix_spec::snake(&list.param)));
        Some(quote! {
            impl __::WalkRequest for #name {
                fn after(&mut self, id: __::Option<__::Scalar>) {
                    __::walk(&#entity::#by, id, &mut self.filter, &mut self.order, &mut self.#position);
                }
            }
        })
    }
}
