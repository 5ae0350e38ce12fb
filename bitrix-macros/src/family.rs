//! Finds the description of a family, and says which file the compiler has to watch.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bitrix_spec::{Checked, Source, catalog, check};
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Error, LitStr};

use crate::args::From;

/// A family as far as its files are right, and the code by which the compiler notices an edit.
pub(crate) struct Loaded {
    pub(crate) checked: Checked,
    pub(crate) watch: TokenStream,
}

pub(crate) fn load(from: &From) -> syn::Result<Loaded> {
    match from {
        From::Shipped(name) => shipped(name),
        From::File(path) => file(path),
    }
}

fn shipped(name: &LitStr) -> syn::Result<Loaded> {
    let written = name.value();
    match catalog::family(&written) {
        Some(checked) if !checked.family.name.is_empty() => Ok(Loaded { checked, watch: TokenStream::new() }),
        _ => {
            let remedy = catalog::remedy(&written, catalog::families());
            Err(Error::new(name.span(), format!("there is no family `{written}`; {remedy}")))
        }
    }
}

fn file(literal: &LitStr) -> syn::Result<Loaded> {
    let relative = literal.value();
    if Path::new(&relative).is_absolute() {
        let message =
            "the path must be relative to this file: an absolute one would build on this machine only";
        return Err(Error::new(literal.span(), message));
    }
    let path = folder(literal.span()).join(&relative);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        Error::new(literal.span(), format!("cannot read `{relative}`, looked for beside this file: {error}"))
    })?;
    let beside = path.parent().map(Path::to_owned).unwrap_or_default();
    let shown = Path::new(&relative).parent().map(Path::to_owned).unwrap_or_default();
    let unreadable = RefCell::new(None);
    let find = |name: &str| {
        let file = format!("{name}.toml");
        let path = shown.join(&file).display().to_string();
        match std::fs::read_to_string(beside.join(&file)) {
            Ok(text) => Some(Source::new(path, text)),
            Err(error) if error.kind() == ErrorKind::NotFound => catalog::source(name),
            Err(error) => {
                let message = format!("cannot read `{path}`, which `{relative}` builds on: {error}");
                unreadable.replace(Some(Error::new(literal.span(), message)));
                None
            }
        }
    };
    let checked = check(&Source::new(&relative, text), &find);
    if let Some(error) = unreadable.take() {
        return Err(error);
    }
    let watch = checked.family.sources.iter().filter(|source| !source.is_shipped()).map(|source| {
        // Spanned on the literal, so that the compiler looks beside the file that the literal stands in.
        let path = LitStr::new(source.path(), literal.span());
        quote_spanned!(literal.span()=> const _: &str = ::core::include_str!(#path);)
    });
    Ok(Loaded { watch: watch.collect(), checked })
}

/// The folder of the file that the call stands in; the package's where the compiler does not say, as in some editors.
fn folder(span: Span) -> PathBuf {
    // Outside a compiler, as in the tests of this crate, spans belong to no file.
    let file = proc_macro::is_available().then(|| span.unwrap().local_file()).flatten();
    let beside = file.as_deref().and_then(Path::parent).map(Path::to_owned);
    beside.or_else(|| std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)).unwrap_or_default()
}
