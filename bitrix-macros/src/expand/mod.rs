//! From a family to a module of Rust items.

mod constructor;
mod decode;
mod docs;
mod encode;
mod enumeration;
mod error;
mod fields;
mod hosted;
mod list;
mod parts;
mod record;
mod request;
mod setters;
mod shared;
mod types;

use bitrix_spec::model::{Family, Method, ParamType, ResultShape, Type};
use bitrix_spec::rust;
use bitrix_spec::{Checked, Diagnostic};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Ident, ItemMod, Path};

pub(crate) use decode::{Slot, is_needed, read_object};
pub(crate) use shared::library_module;

use crate::args::Args;
use crate::family::{self, Loaded};

/// What the parts of an expansion share.
pub(crate) struct Expansion<'f> {
    pub(crate) family: &'f Family,
    /// The path of the library.
    pub(crate) krate: &'f Path,
}

/// `#[methods(…)] mod name {}`.
pub(crate) fn methods(args: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let args: Args = syn::parse2(args)?;
    let module: ItemMod = syn::parse2(item).map_err(|error| {
        syn::Error::new(error.span(), "this attribute fills a module: put it on `mod name {}`")
    })?;
    let Some((_, own_items)) = &module.content else {
        return Err(syn::Error::new_spanned(
            &module,
            "the module must have a body, `{}`, even if it is empty",
        ));
    };
    let Loaded { checked, watch } = family::load(&args.from)?;
    let Checked { mut family, diagnostics } = checked;
    match args.endpoints {
        None => family.endpoints.clear(),
        Some(span) if family.endpoints.is_empty() && diagnostics.is_empty() => {
            return Err(syn::Error::new(span, format!("`{}` has no endpoints", family.name)));
        }
        Some(span) if !cfg!(any(feature = "host", test)) => {
            return Err(syn::Error::new(span, "`endpoints` needs the feature `host` of `bitrix-api`"));
        }
        Some(_) => {}
    }
    let mistakes = diagnostics.iter().map(compile_error);
    let items = Expansion { family: &family, krate: &args.krate }.items();
    let names = names(&args.krate);
    let docs = docs::lines(&docs::family(&family));
    let is_deprecated = family.methods.iter().any(|method| method.deprecated.is_some());
    let allow = is_deprecated.then(|| quote!(#[allow(deprecated)]));
    let ItemMod { attrs, vis, ident, .. } = &module;
    let (inner, outer): (Vec<_>, Vec<_>) =
        attrs.iter().partition(|it| matches!(it.style, syn::AttrStyle::Inner(_)));
    let expanded = quote! {
        #docs
        #allow
        #(#outer)*
        #vis mod #ident {
            #(#inner)*
            #(#own_items)*
            #names
            #items
        }
        #watch
        #(#mistakes)*
    };
    write_out(ident, &expanded);
    Ok(expanded)
}

/// The alias by which generated code names everything that is not its own: what stands around it may have no prelude,
/// or other things under the prelude's names. No name of a spec's can meet it.
pub(crate) fn names(krate: &Path) -> TokenStream {
    quote!(use #krate::expansion as __;)
}

/// Where `BITRIX_EXPAND` names a folder, the expansion is written there for whoever wants to read it.
fn write_out(module: &Ident, expanded: &TokenStream) {
    if let Some(folder) = std::env::var_os("BITRIX_EXPAND") {
        let file = std::path::Path::new(&folder).join(format!("{module}.rs"));
        // A folder that cannot be written to is no reason to fail somebody's build.
        let _ = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(file, expanded.to_string()));
    }
}

fn compile_error(diagnostic: &Diagnostic) -> TokenStream {
    let message = diagnostic.render();
    quote!(::core::compile_error!(#message);)
}

impl Expansion<'_> {
    /// Everything that goes into the module.
    pub(crate) fn items(&self) -> TokenStream {
        let mut items = self.shared();
        if let Some(entity) = &self.family.entity {
            items.extend(self.entity(entity));
        }
        items.extend(
            self.family
                .objects
                .iter()
                .filter(|object| {
                    self.uses(&object.name) && !self.is_inherited(object, |base| base.uses(&object.name))
                })
                .map(|object| self.object(object)),
        );
        items.extend(
            self.family
                .enums
                .iter()
                .filter(|one| self.uses(&one.name) && !one.inherited)
                .map(|one| self.enumeration(one)),
        );
        items.extend(self.family.methods.iter().map(|method| self.method(method)));
        items.extend(self.cases());
        items.extend(self.hosted());
        items
    }

    fn method(&self, method: &Method) -> TokenStream {
        let request = self.request(method);
        let error = self.method_error(method);
        quote!(#request #error)
    }

    /// Whether a result, a parameter, a field of the entity or an endpoint's answer can carry the object or
    /// enumeration, or the object's identifier, whose type is made of the object's.
    fn uses(&self, name: &str) -> bool {
        let wanted = |ty: &Type| types::is(ty, name) || types::identifies(ty, name);
        let results = self.family.methods.iter().filter_map(|method| match &method.result {
            ResultShape::Value(ty) | ResultShape::Member(_, ty) => Some(ty),
            ResultShape::True => None,
        });
        let fields = self.family.entity.iter().flat_map(|entity| &entity.fields);
        let read = fields.map(|field| &field.ty).chain(results).any(|ty| self.family.holds(ty, &wanted));
        read || self.written(&wanted)
    }

    /// Whether a request can carry the object or enumeration.
    fn writes(&self, name: &str) -> bool {
        self.written(&|ty| types::is(ty, name))
    }

    /// Whether a parameter or an endpoint's answer can be or hold something of which `wanted` is true.
    fn written(&self, wanted: &dyn Fn(&Type) -> bool) -> bool {
        let params = self.family.methods.iter().flat_map(|method| &method.params);
        let writable = |ty: &ParamType| match ty {
            ParamType::Value(ty) => self.family.holds(ty, wanted),
            ParamType::New | ParamType::Patch => {
                let mut fields = self.family.entity.iter().flat_map(|entity| entity.writable());
                fields.any(|field| self.family.holds(field.write_ty(), wanted))
            }
        };
        params.map(|param| &param.ty).any(writable) || self.answered(wanted)
    }
}

/// An identifier, raw where it is a keyword; the few keywords that cannot be raw get an underscore.
pub(crate) fn ident(name: &str) -> Ident {
    spanned(name, Span::call_site())
}

/// A local variable, which nothing outside the macro can meet.
pub(crate) fn local(name: &str) -> Ident {
    spanned(name, Span::mixed_site())
}

fn spanned(name: &str, span: Span) -> Ident {
    let name = rust::identifier(name);
    match name.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, span),
        None => Ident::new(&name, span),
    }
}

/// Things in a row with commas between them.
pub(crate) fn join(items: impl IntoIterator<Item = impl ToTokens>) -> TokenStream {
    let items = items.into_iter();
    quote!(#(#items),*)
}
