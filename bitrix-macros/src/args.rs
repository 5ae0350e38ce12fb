//! What stands in the parentheses of `#[methods(…)]`.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Error, LitStr, Meta, Path, Token, parse_quote};

/// `"biconnector.connector"`, or `path = "specs/acme.toml"`; `endpoints` where they are to be hosted; and
/// `crate = some::path` where the library is re-exported.
pub(crate) struct Args {
    pub(crate) from: From,
    pub(crate) krate: Path,
    /// Where it says that the family's endpoints are wanted, too.
    pub(crate) endpoints: Option<Span>,
}

/// Where the family's description is.
pub(crate) enum From {
    /// Among those that ship with the library.
    Shipped(LitStr),
    /// In a file of the user's, relative to the file of the call.
    File(LitStr),
}

impl From {
    /// Keeps where a family comes from, which is one place.
    pub(crate) fn keep(self, slot: &mut Option<Self>) -> syn::Result<()> {
        let place = self.span();
        match slot.replace(self) {
            None => Ok(()),
            Some(_) => {
                Err(Error::new(place, "a family comes by its name or from a `path`, and is named once"))
            }
        }
    }

    /// Where it was written.
    pub(crate) fn span(&self) -> proc_macro2::Span {
        match self {
            Self::Shipped(literal) | Self::File(literal) => literal.span(),
        }
    }
}

/// Keeps what a key says, which it may say once.
pub(crate) fn keep<T>(slot: &mut Option<T>, value: T, key: &str, place: Span) -> syn::Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::new(place, format!("`{key}` stands here twice"))),
    }
}

impl Parse for Args {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut from = None;
        let mut krate = None;
        let mut endpoints = None;
        if input.peek(LitStr) {
            from = Some(From::Shipped(input.parse()?));
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        for option in Punctuated::<OptionArg, Token![,]>::parse_terminated(input)? {
            match option {
                OptionArg::Path(path) => From::File(path).keep(&mut from)?,
                OptionArg::Crate(path) => {
                    let place = path.span();
                    keep(&mut krate, path, "crate", place)?;
                }
                OptionArg::Endpoints(place) => keep(&mut endpoints, place, "endpoints", place)?,
            }
        }
        let usage = "name a family, `#[methods(\"biconnector.connector\")]`, or a file of your own, \
                     `#[methods(path = \"specs/acme.toml\")]`";
        let from = from.ok_or_else(|| Error::new(input.span(), usage))?;
        Ok(Self { from, krate: krate.unwrap_or_else(|| parse_quote!(::bitrix_api)), endpoints })
    }
}

enum OptionArg {
    Path(LitStr),
    Crate(Path),
    Endpoints(Span),
}

impl Parse for OptionArg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            return Ok(Self::Crate(input.call(Path::parse_mod_style)?));
        }
        if input.peek(syn::Ident) && input.peek2(Token![=]) && input.fork().parse::<syn::Ident>()? == "path" {
            input.parse::<syn::Ident>()?;
            input.parse::<Token![=]>()?;
            // Not as an expression: a literal that another macro passes on stands in invisible brackets.
            let message = "`path` takes a string, the file relative to this one";
            return input.parse().map(Self::Path).map_err(|error| Error::new(error.span(), message));
        }
        let option: Meta = input.parse()?;
        if option.path().is_ident("endpoints") && matches!(option, Meta::Path(_)) {
            return Ok(Self::Endpoints(option.path().span()));
        }
        Err(Error::new_spanned(
            option,
            "unknown option; the options are `path = \"…\"`, `endpoints` and `crate = …`",
        ))
    }
}
