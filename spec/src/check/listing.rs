//! Looks up how methods page, and what can be asked of their rows.

use crate::check::merge::Layered;
use crate::diagnostic::Diagnostic;
use crate::file::{FieldDef, ListDef};
use crate::kind::Kind;
use crate::language;
use crate::model::{List, Operator, Paging, ResultShape, Type};
use crate::source::Placed;

/// How a method with this result pages.
pub(super) fn list(
    def: &ListDef,
    result: &ResultShape,
    layered: &Layered,
    found: &mut Vec<Diagnostic>,
) -> Option<List> {
    let list = paging(def, found);
    let Some(item) = result.item() else {
        let message = "a method that lists answers with a list";
        found.push(
            Diagnostic::new(Kind::ListWithoutList, &def.place, message)
                .help("write `result = \"Self[]\"`, or leave `list` out"),
        );
        return None;
    };
    let list = list?;
    filter(def, found);
    if let Some(by) = &def.by {
        let is_entity = matches!(item, Type::Entity(_));
        walk(by, &list, layered, is_entity, found);
    }
    Some(list)
}

fn paging(def: &ListDef, found: &mut Vec<Diagnostic>) -> Option<List> {
    let (Some((paging, param)), Some(size)) = (&def.param, &def.size) else {
        let message = "`list` must say which parameter takes the page and how many rows a full page has";
        found.push(
            Diagnostic::new(Kind::IncompleteList, &def.place, message)
                .help("`list = { page = \"page\", size = 50 }`, or `start` in place of `page`"),
        );
        return None;
    };
    let rows = u32::try_from(size.value).ok().filter(|_| language::List::SIZE.limits().contains(&size.value));
    let Some(rows) = rows else {
        let message = format!("no page has {} rows", size.value);
        found.push(
            Diagnostic::new(Kind::PageSizeOutOfRange, &size.place, message)
                .help("write how many rows a full page has"),
        );
        return None;
    };
    Some(List {
        param: param.value.clone(),
        paging: *paging,
        size: rows,
        select: def.select.as_ref().is_none_or(|it| it.value),
        filter: operators(&def.filter).collect(),
        numbers: operators(&def.numbers).collect(),
        order: def.order.as_ref().is_none_or(|it| it.value),
        groups: def.groups.as_ref().is_some_and(|groups| groups.value),
        by: def.by.as_ref().map(|by| by.value.clone()),
    })
}

fn operators(def: &Option<Vec<Placed<Operator>>>) -> impl Iterator<Item = Operator> {
    def.iter().flatten().map(|operator| operator.value)
}

/// What is said of a filter goes with the operators that it has.
fn filter(def: &ListDef, found: &mut Vec<Diagnostic>) {
    for operator in def.numbers.iter().flatten() {
        if !operators(&def.filter).any(|known| known == operator.value) {
            let message = format!("the list's `filter` has no operator `{}`", operator.value.word());
            let help = "name it in `filter` too, or leave it out here";
            found.push(Diagnostic::new(Kind::NumbersWithoutOperator, &operator.place, message).help(help));
        }
    }
    if let Some(groups) = def.groups.as_ref().filter(|groups| groups.value && def.filter.is_none()) {
        let message = "there is no filter that could have groups";
        let help = "name the operators in `filter`, or leave `groups` out";
        found.push(Diagnostic::new(Kind::GroupsWithoutFilter, &groups.place, message).help(help));
    }
}

/// A walk asks for what comes after an id, in the order of the ids.
fn walk(by: &Placed<String>, list: &List, layered: &Layered, is_entity: bool, found: &mut Vec<Diagnostic>) {
    let allows = |flag: &Option<Placed<bool>>| flag.as_ref().is_none_or(|flag| flag.value);
    let is_id = |field: &&FieldDef| {
        let name = &field.name.value;
        *name == by.value && name.eq_ignore_ascii_case("id") && allows(&field.filter) && allows(&field.order)
    };
    let mut fields = layered.entity.iter().filter(|_| is_entity).flat_map(|entity| &entity.fields);
    if fields.find(is_id).is_none() {
        let message =
            format!("`{}` is no identifier of the rows that a call can filter and order by", by.value);
        let help = "name the entity's identifier, or leave `by` out";
        found.push(Diagnostic::new(Kind::ByNoIdentifier, &by.place, message).help(help));
        return;
    }
    let has_means = list.paging == Paging::Start && list.order && list.filter.contains(&Operator::Above);
    if !has_means {
        let message = "a walk by id needs a list that counts rows, filters by `>` and takes an order";
        let help = "say `start`, and `>` in `filter`, and nothing of `order`; or leave `by` out";
        found.push(Diagnostic::new(Kind::ByWithoutMeans, &by.place, message).help(help));
    }
}
