//! Lays a spec file over the files it extends.

use std::sync::Arc;

use crate::catalog;
use crate::diagnostic::Diagnostic;
use crate::file::{EndpointDef, EnumDef, ErrorDef, MethodDef, RecordDef, SpecFile};
use crate::kind::Kind;
use crate::model::{Context, ErrorPlace, Flag};
use crate::parse;
use crate::source::{Placed, Source};

/// A file and those it extends, the furthest parent first.
pub(super) fn chain(
    source: &Arc<Source>,
    find: &dyn Fn(&str) -> Option<Arc<Source>>,
) -> (Vec<SpecFile>, Vec<Diagnostic>) {
    let (file, mut found) = parse::parse(source);
    let mut chain = vec![file];
    while let Some(parent) = chain.last().and_then(|file| file.extends.clone()) {
        if chain.last().and_then(|file| file.family.as_ref()).is_some_and(|own| own.value == parent.value) {
            let help = "leave `extends` out, or name the file whose statements this one builds on";
            let message = format!("`{}` is this family itself", parent.value);
            found.push(Diagnostic::new(Kind::ExtendsItself, &parent.place, message).help(help));
            break;
        }
        let Some(source) = find(&parent.value) else {
            let message = format!("there is no spec `{}` to extend", parent.value);
            found.push(
                Diagnostic::new(Kind::UnknownParent, &parent.place, message)
                    .help(catalog::remedy(&parent.value, catalog::names())),
            );
            break;
        };
        if chain.iter().any(|file| *file.source == *source) {
            let message = format!("`{}` extends this file in turn", parent.value);
            found.push(
                Diagnostic::new(Kind::ExtendsCircle, &parent.place, message)
                    .help("leave one `extends` of the circle out"),
            );
            break;
        }
        let (file, more) = parse::parse(&source);
        found.extend(more);
        chain.push(file);
    }
    chain.reverse();
    (chain, found)
}

/// The statements of a chain of files, a child's over its parents'.
pub(super) struct Layered {
    pub(super) family: Option<Placed<String>>,
    pub(super) scope: Option<String>,
    pub(super) context: Option<Context>,
    pub(super) page: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) deprecated: Option<String>,
    pub(super) since: Option<String>,
    pub(super) errors_at: Option<ErrorPlace>,
    pub(super) booleans: Flag,
    pub(super) uses: Vec<Placed<String>>,
    /// The nearest file below that is a whole family, and what it has.
    pub(super) base: Option<Base>,
    pub(super) entity: Option<RecordDef>,
    pub(super) objects: Vec<RecordDef>,
    pub(super) enums: Vec<EnumDef>,
    pub(super) methods: Vec<MethodDef>,
    pub(super) endpoints: Vec<EndpointDef>,
    pub(super) errors: Vec<ErrorDef>,
}

/// The family that another extends.
pub(super) struct Base {
    pub(super) family: String,
    /// Its methods, inherited ones among them.
    pub(super) methods: Vec<String>,
    files: Vec<Arc<Source>>,
}

impl Base {
    fn of(chain: &[SpecFile]) -> Option<Self> {
        let (_, parents) = chain.split_last()?;
        let at = parents.iter().rposition(|file| file.family.is_some())?;
        let files = parents.get(..=at)?;
        let methods = files.iter().flat_map(|file| &file.methods);
        Some(Self {
            family: files.last()?.family.as_ref()?.value.clone(),
            methods: methods.map(|method| method.name.value.clone()).collect(),
            files: files.iter().map(|file| Arc::clone(&file.source)).collect(),
        })
    }
}

impl Layered {
    /// Whether the base family says what stands at this place.
    pub(super) fn inherits(&self, name: &Placed<String>) -> bool {
        let files = self.base.iter().flat_map(|base| &base.files);
        files.into_iter().any(|file| Arc::ptr_eq(file, &name.place.source))
    }
}

pub(super) fn layer(chain: &[SpecFile], found: &mut Vec<Diagnostic>) -> Layered {
    let mut layered = Layered {
        family: chain.last().and_then(|file| file.family.clone()),
        scope: nearest(chain, |file| file.scope.as_ref()),
        context: nearest(chain, |file| file.context.as_ref()),
        page: nearest(chain, |file| file.page.as_ref()),
        doc: chain.last().and_then(|file| file.doc.as_ref()).map(|doc| doc.value.clone()),
        deprecated: chain.last().and_then(|file| file.deprecated.as_ref()).map(|it| it.value.clone()),
        since: chain.last().and_then(|file| file.since.as_ref()).map(|since| since.value.clone()),
        errors_at: nearest(chain, |file| file.errors_at.as_ref()),
        booleans: nearest(chain, |file| file.booleans.as_ref()).unwrap_or_default(),
        uses: chain.iter().flat_map(|file| file.uses.iter().cloned()).collect(),
        base: Base::of(chain),
        entity: chain.iter().rev().find_map(|file| file.entities.first().cloned()),
        objects: Vec::new(),
        enums: Vec::new(),
        methods: Vec::new(),
        endpoints: Vec::new(),
        errors: Vec::new(),
    };
    for file in chain {
        for extra in file.entities.iter().skip(1) {
            let message = format!("`{}` is a second entity in one family", extra.name.value);
            found.push(Diagnostic::new(Kind::SecondEntity, &extra.name.place, message).help(
                "give it a family of its own, or make it an [object.…] if it only lives inside the first",
            ));
        }
        for object in &file.objects {
            add_new(&mut layered.objects, object, |object| &object.name, found);
        }
        for one in &file.enums {
            add_new(&mut layered.enums, one, |one| &one.name, found);
        }
        for endpoint in &file.endpoints {
            add_new(&mut layered.endpoints, endpoint, |endpoint| &endpoint.name, found);
        }
        for error in &file.errors {
            add_new(&mut layered.errors, error, |error| &error.name, found);
        }
        for method in &file.methods {
            match layered.methods.iter_mut().find(|known| known.name.value == method.name.value) {
                Some(known) => lay_over(known, method),
                None => layered.methods.push(method.clone()),
            }
        }
    }
    layered
}

fn nearest<T: Clone>(chain: &[SpecFile], of: impl Fn(&SpecFile) -> Option<&Placed<T>>) -> Option<T> {
    chain.iter().rev().find_map(|file| of(file).map(|placed| placed.value.clone()))
}

fn add_new<T: Clone>(
    all: &mut Vec<T>,
    new: &T,
    name: fn(&T) -> &Placed<String>,
    found: &mut Vec<Diagnostic>,
) {
    let new_name = name(new);
    match all.iter().map(name).find(|known| known.value == new_name.value) {
        Some(known) => {
            let (line, _) = known.place.line_and_column();
            let message =
                format!("`{}` stands in {}, line {line}, already", new_name.value, known.place.source.path());
            found.push(
                Diagnostic::new(Kind::DoubledDefinition, &new_name.place, message)
                    .help("leave one of them out"),
            );
        }
        None => all.push(new.clone()),
    }
}

/// What the child says takes the parent's place, key by key; its errors come on top.
fn lay_over(known: &mut MethodDef, child: &MethodDef) {
    let child = child.clone();
    known.name = child.name;
    known.doc = child.doc.or(known.doc.take());
    known.wire_name = child.wire_name.or(known.wire_name.take());
    known.page = child.page.or(known.page.take());
    known.deprecated = child.deprecated.or(known.deprecated.take());
    known.warning = child.warning.or(known.warning.take());
    known.kind = child.kind.or(known.kind.take());
    known.context = child.context.or(known.context.take());
    known.params = child.params.or(known.params.take());
    known.list = child.list.or(known.list.take());
    known.result = child.result.or(known.result.take());
    known.nested = child.nested.or(known.nested.take());
    known.describes = child.describes.or(known.describes.take());
    known.examples = child.examples.or(known.examples.take());
    known.errors.extend(child.errors);
    known.broken |= child.broken;
}
