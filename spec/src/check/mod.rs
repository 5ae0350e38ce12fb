//! Turns spec files into a family: lays a file over those it extends, looks every name up, and reports whatever
//! cannot be true. What is right is kept, so that one bad method leaves the others standing.

mod contradictions;
mod defaults;
mod endpoints;
mod examples;
mod limits;
mod listing;
mod merge;
mod methods;
mod named_methods;
mod names;
mod records;
mod rules;
mod types;
mod unused;
mod used;
mod written;

use std::sync::Arc;

use crate::check::used::Used;
use crate::diagnostic::Diagnostic;
use crate::file::SpecFile;
use crate::kind::Kind;
use crate::model::Family;
use crate::parse;
use crate::source::{Place, Source};

/// A family as far as its files are right, and what is wrong with them.
#[derive(Debug)]
pub struct Checked {
    /// What could be understood; complete if there are no diagnostics.
    pub family: Family,
    /// Everything that is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a family from its file. `find` gives the texts of the files that it extends or uses, by the files' names
/// without `.toml`.
pub fn check(source: &Arc<Source>, find: &dyn Fn(&str) -> Option<Arc<Source>>) -> Checked {
    let (chain, mut found) = merge::chain(source, find);
    let layered = merge::layer(&chain, &mut found);
    let name = layered.family.as_ref().map(|name| name.value.clone()).unwrap_or_default();
    let stated = chain.last().is_some_and(|file| file.states_family);
    if layered.family.is_none() && !stated && !found.iter().any(|it| it.kind == Kind::Syntax) {
        found.push(
            Diagnostic::new(
                Kind::MissingFamily,
                &Place::new(source, 0..0),
                "the file does not name its family",
            )
            .help("add `family = \"scope.noun\"`, what the names of its methods begin with"),
        );
    }

    let used = used::used(&layered, source, find, &mut found);
    let types = types::Types::collect(&layered, &used, &mut found);
    let records = records::records(&layered, &types, &mut found);
    // A field that could not be read would be missed in every example.
    let records_are_right = found.is_empty();
    let errors = rules::errors(&layered, &types, &used, &mut found);
    let methods = methods::methods(&layered, &types, &records, &errors, &name, &mut found);
    let endpoints = endpoints::endpoints(&layered, &records, &mut found);
    written::objects(&layered, &records, &methods, &mut found);
    named_methods::check(&layered, source, &methods, &mut found);
    rules::unused(&layered, &records, &errors, &methods, &mut found);
    rules::same_errors(source, &errors, &methods, &mut found);
    names::check(&layered, &records, &methods, &endpoints, &mut found);
    if found.is_empty() {
        unused::check(&layered, &used, source, &mut found);
    }

    let family = Family {
        name,
        doc: layered.doc,
        scope: layered.scope.unwrap_or_default(),
        page: layered.page,
        deprecated: layered.deprecated,
        since: layered.since,
        base: layered.base.map(|base| base.family),
        entity: records.entity,
        objects: records.objects,
        enums: records.enums,
        methods,
        endpoints,
        errors: errors.into_iter().map(|error| error.case).collect(),
        sources: sources(&chain, &used),
    };
    if records_are_right {
        examples::check(&layered.methods, &family, &mut found);
    }

    found.sort_by_key(|diagnostic| {
        let file = chain.iter().position(|file| Arc::ptr_eq(&file.source, &diagnostic.place.source));
        (std::cmp::Reverse(file), diagnostic.place.span.start)
    });
    found.dedup();
    Checked { family, diagnostics: found }
}

/// Every file that had a part in the family, its own first, each once.
fn sources(chain: &[SpecFile], used: &[Used]) -> Vec<Arc<Source>> {
    let own = chain.iter().rev().map(|file| &file.source);
    let mut sources: Vec<Arc<Source>> = Vec::new();
    for source in own.chain(used.iter().flat_map(|used| &used.sources)) {
        if !sources.iter().any(|known| known.path() == source.path()) {
            sources.push(Arc::clone(source));
        }
    }
    sources
}

/// Checks a file that others extend and that is no family by itself: what can be seen without them.
#[must_use]
pub fn check_shared(source: &Arc<Source>) -> Vec<Diagnostic> {
    parse::parse(source).1
}
