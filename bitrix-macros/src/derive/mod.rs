//! The derives for a consumer's own structs: what they share.

mod attributes;
mod connection_settings;
mod method_error;
mod patch;
mod projection;

pub(crate) use connection_settings::connection_settings;
pub(crate) use method_error::method_error;
pub(crate) use patch::patch;
pub(crate) use projection::projection;

use bitrix_spec::model::{Family, Field, Record};
use bitrix_spec::{Checked, nearest};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Error, Fields, Ident, Path, Type};

use crate::expand::{ident, names};
use crate::family::{self, Loaded};
use attributes::{FieldAttributes, StructAttributes};

/// A consumer's struct, and the family that it is about.
pub(crate) struct Derived {
    input: DeriveInput,
    attributes: StructAttributes,
    family: Family,
    /// The module in which the family's types are.
    module: Path,
    watch: TokenStream,
    fields: Vec<OwnField>,
}

/// A field of a consumer's struct.
pub(crate) struct OwnField {
    ident: Ident,
    ty: Type,
    attributes: FieldAttributes,
}

impl OwnField {
    /// The name on the wire, if `rename` gives it.
    fn matches(&self, field: &Field) -> bool {
        match &self.attributes.rename {
            Some(name) => name.value() == field.name,
            None => self.plain_name() == plain_name(&ident(&field.rust_name())),
        }
    }

    fn plain_name(&self) -> String {
        plain_name(&self.ident)
    }

    /// Where a mistake about the name is shown.
    fn name_span(&self) -> Span {
        self.attributes.rename.as_ref().map_or(self.ident.span(), |name| name.span())
    }
}

impl Derived {
    fn new(derive: &str, input: TokenStream) -> syn::Result<Self> {
        let input: DeriveInput = syn::parse2(input)?;
        let attributes = StructAttributes::parse(derive, &input)?;
        let fields = own_fields(derive, &input)?;
        let Loaded { checked: Checked { family, diagnostics }, watch } = family::load(&attributes.from)?;
        if let Some(mistake) = diagnostics.first() {
            return Err(Error::new(attributes.from.span(), mistake.render()));
        }
        let module = attributes.module(&family.name);
        Ok(Self { input, attributes, family, module, watch, fields })
    }

    fn entity(&self) -> syn::Result<&Record> {
        let message = || format!("the family `{}` has no entity", self.family.name);
        self.family.entity.as_ref().ok_or_else(|| Error::new(self.attributes.from.span(), message()))
    }

    /// The entity's field that a field of the struct stands for, or the near name that was probably meant.
    fn find<'e>(&self, own: &OwnField, entity: &'e Record) -> syn::Result<&'e Field> {
        if let Some(field) = entity.fields.iter().find(|field| own.matches(field)) {
            return Ok(field);
        }
        let (written, known): (String, Vec<String>) = match &own.attributes.rename {
            Some(name) => (name.value(), entity.fields.iter().map(|field| field.name.clone()).collect()),
            None => (
                own.plain_name(),
                entity.fields.iter().map(|field| plain_name(&ident(&field.rust_name()))).collect(),
            ),
        };
        let remedy = match nearest(&written, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there is `{}`", known.join("`, `")),
        };
        let message = format!("`{}` has no field `{written}`; {remedy}", entity.name);
        Err(Error::new(own.name_span(), message))
    }

    /// The type that is checked against the spec's: the field's own, unless it goes by another.
    fn via(own: &OwnField) -> &Type {
        own.attributes.via.as_ref().unwrap_or(&own.ty)
    }

    /// The given items in a scope of their own, with what makes an edit of a spec file rebuild.
    fn scoped(&self, items: &TokenStream) -> TokenStream {
        let (watch, names) = (&self.watch, names(&self.attributes.krate));
        quote! {
            const _: () = {
                #watch
                #names
                #items
            };
        }
    }
}

fn own_fields(derive: &str, input: &DeriveInput) -> syn::Result<Vec<OwnField>> {
    let mut errors = Errors::default();
    let mut own: Vec<OwnField> = Vec::new();
    for field in named_fields(derive, input)? {
        let Some(ident) = field.ident.clone() else { continue };
        if let Some(attributes) = errors.keep(FieldAttributes::parse(derive, field)) {
            own.push(OwnField { ident, ty: field.ty.clone(), attributes });
        }
    }
    errors.finish(own)
}

/// The fields of a struct that has named ones.
fn named_fields<'i>(
    derive: &str,
    input: &'i DeriveInput,
) -> syn::Result<impl Iterator<Item = &'i syn::Field> + use<'i>> {
    let unsupported = |what: &str| {
        let message = format!("`{derive}` is for structs with named fields; {what} are not supported");
        Err(Error::new(input.ident.span(), message))
    };
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => &fields.named,
            Fields::Unnamed(_) => return unsupported("tuple structs"),
            Fields::Unit => return unsupported("structs without fields"),
        },
        Data::Enum(_) => return unsupported("enums"),
        Data::Union(_) => return unsupported("unions"),
    };
    if fields.is_empty() {
        return unsupported("structs without fields");
    }
    Ok(fields.iter())
}

/// A name as one reads it: `type` for `r#type`, and `self_` for what cannot be raw.
fn plain_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// Collects mistakes, so that all of them are shown at once.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    fn finish<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// Pairs each field of the struct with the entity's; a field that two stand for is a mistake.
fn pairs<'d>(
    derived: &'d Derived,
    entity: &'d Record,
    errors: &mut Errors,
) -> Vec<(&'d OwnField, &'d Field)> {
    let mut pairs: Vec<(&OwnField, &Field)> = Vec::new();
    for own in &derived.fields {
        let Some(field) = errors.keep(derived.find(own, entity)) else { continue };
        if pairs.iter().any(|(_, known)| known.name == field.name) {
            errors.add(Error::new(own.name_span(), format!("`{}` stands here twice", field.name)));
        } else {
            pairs.push((own, field));
        }
    }
    pairs
}

fn type_span(own: &OwnField) -> Span {
    own.attributes.via.as_ref().map_or(own.ty.span(), |via| via.span())
}
