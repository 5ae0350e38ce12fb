//! The table of all methods that the shipped specs describe, and what becomes of each.

use crate::catalog;
use crate::keeper::Keeper;
use crate::model::{Family, Method};
use crate::rust::RustType;

const HEAD: &str = "\
# Coverage

Every method that the shipped specs describe. Printed by `cargo run -p bitrix-spec -- coverage`; a test keeps this file
in step with the specs, and others keep the specs in step with the portal and the compile-fail cases.

* **Errors**: how many the method's error enum knows, besides the system's own.
* **Rules kept**: of the server's rules for the call, how many a typed call cannot break (the breach does not compile), and
  how many more are checked before it is sent.
* **Portal**: the simulated portal answers it.

| Method | Request | Response | Errors | Rules kept by types, by checks | Portal | Documentation |
| --- | --- | --- | --: | --- | --- | --- |
";

/// The table, as Markdown.
#[must_use]
pub fn table() -> String {
    let mut text = HEAD.to_owned();
    for name in catalog::families() {
        let Some(checked) = catalog::family(name) else { continue };
        for method in &checked.family.methods {
            text.push_str(&row(&checked.family, method));
        }
    }
    text
}

fn row(family: &Family, method: &Method) -> String {
    let module = family.name.replace('.', "::");
    let kept = |keeper: Keeper| {
        let rules = family.errors_of(method).flat_map(|case| &case.rules);
        rules.filter(|rule| Keeper::of(method, rule) == keeper).count()
    };
    let portal = if catalog::SIMULATED.contains(&family.name.as_str()) { "yes" } else { "not yet" };
    format!(
        "| `{}`{} | `{module}::{}` | `{}` | {} | {}, {} | {portal} | {} |\n",
        method.wire_name,
        if method.deprecated.is_some() { " (deprecated)" } else { "" },
        method.rust_name(),
        method.result.ty().map_or_else(|| "()".to_owned(), |ty| RustType::of(ty).to_string()),
        method.errors.len(),
        kept(Keeper::Types),
        kept(Keeper::Check),
        method.documentation().map_or_else(String::new, |page| format!("[page]({page})")),
    )
}
