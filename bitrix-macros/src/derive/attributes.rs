//! `#[bitrix(…)]` on a struct and on its fields.

use syn::spanned::Spanned as _;
use syn::{Attribute, DeriveInput, Error, LitStr, Path, Type, parse_quote};

use crate::args::{From, keep};

/// On the struct: the family, where its types are, and what a patch is for.
pub(super) struct StructAttributes {
    pub(super) from: From,
    module: Option<Path>,
    pub(super) krate: Path,
    pub(super) method: Option<LitStr>,
}

impl StructAttributes {
    pub(super) fn parse(derive: &str, input: &DeriveInput) -> syn::Result<Self> {
        let (mut from, mut module, mut krate, mut method) = (None, None, None, None);
        for attribute in bitrix(&input.attrs) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("entity") {
                    From::Shipped(meta.value()?.parse()?).keep(&mut from)
                } else if meta.path.is_ident("path") {
                    From::File(meta.value()?.parse()?).keep(&mut from)
                } else if meta.path.is_ident("module") {
                    let path = meta.value()?.call(Path::parse_mod_style)?;
                    keep(&mut module, path, "module", meta.path.span())
                } else if meta.path.is_ident("crate") {
                    let path = meta.value()?.call(Path::parse_mod_style)?;
                    keep(&mut krate, path, "crate", meta.path.span())
                } else if meta.path.is_ident("method") && derive == "Patch" {
                    keep(&mut method, meta.value()?.parse()?, "method", meta.path.span())
                } else {
                    let known = "`entity`, `path`, `module` and `crate`";
                    let also = if derive == "Patch" { ", and `method`" } else { "" };
                    Err(meta.error(format!("`{derive}` knows {known}{also} here")))
                }
            })?;
        }
        let Some(from) = from else {
            let message = format!(
                "`{derive}` has to know the entity: add `#[bitrix(entity = \"biconnector.connector\")]`, or `#[bitrix(path \
                 = \"specs/acme.toml\", module = crate::acme)]` for a family of your own"
            );
            return Err(Error::new(input.ident.span(), message));
        };
        if let (From::File(path), None) = (&from, &module) {
            let message = "say where the types of this family are: `module = crate::acme`";
            return Err(Error::new(path.span(), message));
        }
        Ok(Self { from, module, krate: krate.unwrap_or_else(|| parse_quote!(::bitrix_api)), method })
    }

    /// Where the family's types are: where they were said to be, or in the library, by the family's name.
    pub(super) fn module(&self, family: &str) -> Path {
        if let Some(module) = &self.module {
            return module.clone();
        }
        crate::expand::library_module(&self.krate, family)
    }
}

/// On a field: another name, and the type by which it goes.
pub(super) struct FieldAttributes {
    pub(super) rename: Option<LitStr>,
    pub(super) via: Option<Type>,
}

impl FieldAttributes {
    pub(super) fn parse(derive: &str, field: &syn::Field) -> syn::Result<Self> {
        let (mut rename, mut via) = (None, None);
        for attribute in bitrix(&field.attrs) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    keep(&mut rename, meta.value()?.parse()?, "rename", meta.path.span())
                } else if meta.path.is_ident("via") {
                    let written: LitStr = meta.value()?.parse()?;
                    let ty = written.parse().map_err(|_| Error::new(written.span(), "`via` takes a type"))?;
                    keep(&mut via, ty, "via", meta.path.span())
                } else {
                    let name = meta.path.get_ident().map_or_else(String::new, ToString::to_string);
                    let message = match name.as_str() {
                        "skip" | "default" | "flatten" => format!(
                            "`{name}` is not supported: the struct has the entity's fields and no others, as far as `{derive}` goes"
                        ),
                        _ => format!("`{derive}` knows `rename = \"…\"` and `via = \"…\"` on a field"),
                    };
                    Err(Error::new(meta.path.span(), message))
                }
            })?;
        }
        Ok(Self { rename, via })
    }
}

pub(super) fn bitrix(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("bitrix"))
}
