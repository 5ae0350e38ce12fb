//! What the generated items say of themselves.

use bitrix_spec::model::{
    Asked, Code, Context, EndpointParam, Enumeration, ErrorCase, Family, Field, List, Method, MethodKind,
    Paging, Required, Type, Update,
};
use bitrix_spec::upper_camel;
use proc_macro2::TokenStream;
use quote::quote;

/// Doc attributes, one a line.
pub(super) fn lines(text: &str) -> TokenStream {
    // Rustdoc takes a space off each line, as it stands after `///`.
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

pub(super) fn family(family: &Family) -> String {
    let doc = family.doc.clone().unwrap_or_else(|| format!("The methods of `{}`.", family.name));
    let scope = (!family.scope.is_empty()).then(|| format!("Scope `{}`.", family.scope));
    let since = family.since.as_ref().map(|since| format!("Portals have these methods since {since}."));
    let facts: Vec<_> = scope.into_iter().chain(since).collect();
    if facts.is_empty() { doc } else { format!("{doc}\n\n{}", facts.join(" ")) }
}

/// A field as it is read.
pub(super) fn read_field(field: &Field) -> String {
    let mut text = meaning(field);
    if field.since.is_some() {
        text.push_str(" `None` on portals that do not know it.");
    }
    let since = field.since.as_ref().map(|since| format!("since {since}"));
    let returned = field.returned.as_ref().map(|methods| {
        let methods: Vec<_> = methods.iter().map(|method| format!("[`{}`]", upper_camel(method))).collect();
        format!("only {} returns it", methods.join(" and "))
    });
    with_facts(text, field, returned.into_iter().chain(since))
}

/// A field as it is written.
pub(super) fn written_field(field: &Field, method: &str) -> String {
    let mut facts = Vec::new();
    let is_list = matches!(field.write_ty().not_null(), Type::List(_));
    match (field.not_empty, field.max_chars) {
        (true, None) if is_list => facts.push("at least one".to_owned()),
        (true, Some(max)) => facts.push(format!("1 to {max} characters")),
        (true, None) => facts.push("not empty".to_owned()),
        (false, Some(max)) => facts.push(format!("at most {max} characters")),
        (false, None) => {}
    }
    facts.extend(field.pattern.as_ref().map(|pattern| format!("of the form `{pattern}`")));
    match field.update {
        Update::Replace if method == "update" => {
            facts.push("the new list takes the old one's place".to_owned());
        }
        Update::Merge if method == "update" => {
            facts.push("what is named takes a new value, the rest keeps its own".to_owned());
        }
        _ => {}
    }
    if field.required == Required::Always && method == "update" {
        facts.push("every update must have it".to_owned());
    }
    if let Some(default) = field.default.as_ref().filter(|_| method == "add") {
        facts.push(format!("`{default}` where it is left out"));
    }
    let since =
        field.since.as_ref().map(|since| format!("since {since}: older portals refuse a call that sets it"));
    with_facts(meaning(field), field, facts.into_iter().chain(since))
}

fn meaning(field: &Field) -> String {
    field.doc.clone().unwrap_or_else(|| format!("The field `{}`.", field.name))
}

fn with_facts(mut text: String, field: &Field, facts: impl Iterator<Item = String>) -> String {
    let wire = (field.rust_name() != field.name).then(|| format!("on the wire `{}`", field.name));
    let facts: Vec<String> = facts.chain(wire).collect();
    if !facts.is_empty() {
        let sentence = facts.join("; ");
        let mut chars = sentence.chars();
        let capital = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
        text.push_str(&format!("\n\n{capital}{}.", chars.as_str()));
    }
    text
}

pub(super) fn enumeration(one: &Enumeration) -> String {
    one.doc.clone().unwrap_or_else(|| "One of a few words.".to_owned())
}

/// The constant of a field.
pub(super) fn field_constant(field: &Field) -> String {
    let since = field.since.as_ref().map(|since| format!(", which portals know since {since}"));
    match field.prefix() {
        Some(prefix) => format!("The fields whose names begin with `{prefix}`."),
        None => format!("The field `{}`{}.", field.name, since.unwrap_or_default()),
    }
}

/// Where a list call begins.
pub(super) fn position(list: &List) -> String {
    match list.paging {
        Paging::Page => {
            format!("The page to give, from 1; {} rows each. The first where it is left out.", list.size)
        }
        Paging::Start => format!(
            "The row to begin at, from 0, in steps of {}; -1 leaves out the counting. The first where it is left out.",
            list.size
        ),
    }
}

/// A request: what it does, who may send it, and where to read on.
pub(super) fn request(method: &Method) -> String {
    let mut text = method.doc.clone().unwrap_or_else(|| format!("Calls `{}`.", method.wire_name));
    text.extend(method.warning.as_ref().map(|warning| format!("\n\n**Warning:** {warning}")));
    let who = match method.context {
        Context::Any => "applications and webhooks",
        Context::Application => "applications only",
    };
    let kind = match method.kind {
        MethodKind::Read => "reads",
        MethodKind::Write => "writes",
    };
    text.push_str(&format!("\n\n{}: {kind}, for {who}.", link(method)));
    text.push_str(&format!(" Refusals: [`{}Error`].", method.rust_name()));
    text
}

fn link(method: &Method) -> String {
    let name = &method.wire_name;
    match method.documentation() {
        Some(page) => format!("[`{name}`]({page})"),
        None => format!("`{name}`"),
    }
}

/// What a host is asked for.
pub(super) fn asked(param: &EndpointParam) -> String {
    let meaning = param.doc.clone().unwrap_or_else(|| format!("The parameter `{}`.", param.name));
    let facts = match param.holds {
        Asked::Text => "",
        Asked::Columns => " Their codes, in the order of the answer; `None`: all columns.",
        Asked::Filter => " Columns have their codes in it.",
        Asked::Limit => " `None`: all rows.",
        Asked::Names => " By the columns' codes; `select` and `filter` use codes already.",
    };
    format!("{meaning}{facts}")
}

/// An error's variant.
pub(super) fn case(case: &ErrorCase) -> String {
    let code = match &case.code {
        Code::Text(code) if code.is_empty() => "Without a code".to_owned(),
        code => format!("`{code}`"),
    };
    let doc = case.doc.as_ref().map(|doc| format!("\n\n{doc}")).unwrap_or_default();
    format!("{code}: {}{doc}", case_text(case))
}

fn case_text(case: &ErrorCase) -> String {
    let text = case.message.text();
    // A code span ends at the first row of as many backticks as it begins with.
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
