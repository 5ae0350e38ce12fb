//! Every rule of the error tables, for every method that has it: what keeps a typed call from breaking it.
//!
//! The rules of connectors each have a case or test of their own. Those of the other families that types keep stand in
//! one case a method, each in a function of its own under the rule's name.

use std::collections::BTreeMap;
use std::path::Path;

use bitrix_spec::Keeper;
use bitrix_spec::model::{Context, Family, FieldRule, ListPart, Method, MethodKind, ParamRule, Rule};
use bitrix_tests::families;

/// What stands between a typed call and the breach of a rule.
enum Kept {
    /// It cannot be written: this case does not compile.
    ByTypes(&'static str),
    /// It is refused before it is sent: this test of `tests/client/checks.rs` shows it.
    BeforeSending(&'static str),
    /// Only the server can know, for this reason.
    ByTheServer(&'static str),
}

use Kept::{BeforeSending, ByTheServer, ByTypes};

/// The case in which all rules of a method that types keep are broken, by the method's name.
const CASES: [(&str, &str); 6] = [
    ("add", "an_add_breaks_a_rule"),
    ("update", "an_update_breaks_a_rule"),
    ("get", "a_get_breaks_a_rule"),
    ("list", "a_list_breaks_a_rule"),
    ("delete", "a_delete_breaks_a_rule"),
    ("fields.update", "a_change_of_columns_breaks_a_rule"),
];

/// The tests of `tests/client/checks.rs` for the limits of the other families.
fn checked(family: &str, rule: FieldRule) -> Option<&'static str> {
    Some(match (family, rule) {
        ("biconnector.source", FieldRule::NotEmpty | FieldRule::MaxChars) => {
            "a_source_has_a_title_whenever_it_is_written"
        }
        (_, FieldRule::NotEmpty | FieldRule::Unique) => {
            "a_table_has_columns_and_no_two_share_a_name_or_a_code"
        }
        (_, FieldRule::MaxChars) => "every_longest_text_of_a_table_passes_and_one_character_more_does_not",
        (_, FieldRule::Pattern) => "names_have_the_form_that_the_server_asks_for",
        (_, FieldRule::Enum) => "a_column_type_of_a_newer_portal_s_can_be_read_and_not_be_sent",
        _ => return None,
    })
}

/// What keeps calls of a method of connectors from breaking a rule; nothing where nobody has thought of it.
fn kept(method: &Method, rule: &Rule) -> Option<Kept> {
    let method_name = method.name.as_str();
    Some(match (rule, method_name) {
        (Rule::Access, _) if method.context == Context::Any => {
            ByTheServer("whether the user has the permission")
        }
        (Rule::Access, "add") => ByTypes("webhook/fail/a_webhook_adds"),
        (Rule::Access, "update") => ByTypes("webhook/fail/a_webhook_updates"),
        (Rule::Access, "get") => ByTypes("webhook/fail/a_webhook_gets"),
        (Rule::Access, "list") => ByTypes("webhook/fail/a_webhook_lists"),
        (Rule::Access, "delete") => ByTypes("webhook/fail/a_webhook_deletes"),

        (Rule::Param(name, ParamRule::Missing), "update") if name == "id" => {
            ByTypes("update/fail/an_update_is_begun_without_an_id")
        }
        (Rule::Param(name, ParamRule::Missing), "get") if name == "id" => ByTypes("ids/fail/a_get_has_no_id"),
        (Rule::Param(name, ParamRule::Missing), "delete") if name == "id" => {
            ByTypes("ids/fail/a_delete_has_no_id")
        }
        (Rule::Param(name, ParamRule::Invalid), "update") if name == "id" => {
            ByTypes("ids/fail/an_update_takes_a_plain_number")
        }
        (Rule::Param(name, ParamRule::Invalid), "get") if name == "id" => {
            ByTypes("ids/fail/a_get_takes_a_plain_number")
        }
        (Rule::Param(name, ParamRule::Invalid), "delete") if name == "id" => {
            ByTypes("ids/fail/a_delete_takes_a_plain_number")
        }
        (Rule::Param(name, ParamRule::Empty), "add") if name == "fields" => {
            ByTypes("add/fail/all_required_fields_are_left_out")
        }
        (Rule::Param(name, ParamRule::Empty), "update") if name == "fields" => {
            ByTypes("update/fail/an_update_without_a_field_is_sent")
        }
        (Rule::Param(name, ParamRule::Unknown), "add") if name == "fields" => {
            ByTypes("add/fail/an_unknown_field_is_given")
        }
        (Rule::Param(name, ParamRule::Unknown), "update") if name == "fields" => {
            ByTypes("update/fail/a_mistyped_field_is_set")
        }

        (Rule::Field(FieldRule::Missing), "add") => ByTypes("add/fail/a_required_field_is_left_out"),
        (Rule::Field(FieldRule::ReadOnly), "add") => ByTypes("add/fail/the_read_only_date_is_set"),
        (Rule::Field(FieldRule::ReadOnly), "update") => ByTypes("update/fail/the_read_only_date_is_set"),
        (Rule::Field(FieldRule::Type), "add") => ByTypes("add/fail/a_required_text_is_a_number"),
        (Rule::Field(FieldRule::Type), "update") => ByTypes("update/fail/a_number_is_written_into_a_text"),
        (Rule::Field(FieldRule::NotEmpty), "add" | "update") => {
            BeforeSending("every_text_that_must_not_be_empty_is_found_empty")
        }
        (Rule::Field(FieldRule::MaxChars), "add" | "update") => {
            BeforeSending("every_longest_text_passes_and_one_character_more_does_not_whatever_its_bytes")
        }
        // The old pages name it for updates; no field of a connector is immutable.
        (Rule::Field(FieldRule::Immutable), "update") => ByTypes("patch/fail/an_immutable_field_is_changed"),

        (Rule::ObjectIncomplete(_), "add" | "update") => ByTypes("add/fail/a_setting_without_its_type"),
        (Rule::ObjectField(_, _, FieldRule::MaxChars | FieldRule::Enum), "add" | "update") => {
            BeforeSending("all_violations_come_at_once_each_with_its_path")
        }

        (Rule::List(ListPart::Select, _), "list") => ByTypes("projection/fail/a_field_does_not_exist"),
        (Rule::List(ListPart::Filter, _), "list") => ByTypes("list/fail/an_untyped_filter_is_given"),
        (Rule::List(ListPart::Order, _), "list") => ByTypes("list/fail/an_untyped_order_is_given"),
        _ => return None,
    })
}

/// What is missing for a rule of a method of connectors, and who keeps it.
fn of_connectors(method: &Method, rule: &Rule, ui: &Path, checks: &str) -> Result<Keeper, String> {
    match kept(method, rule) {
        Some(ByTypes(case)) if ui.join(format!("{case}.stderr")).is_file() => Ok(Keeper::Types),
        Some(ByTypes(case)) => Err(format!("there is no ui/{case}.rs with its .stderr")),
        Some(BeforeSending(test)) if checks.contains(&format!("fn {test}()")) => Ok(Keeper::Check),
        Some(BeforeSending(test)) => Err(format!("there is no test `{test}`")),
        Some(ByTheServer(reason)) if !reason.is_empty() && method.kind == MethodKind::Read => {
            Ok(Keeper::Server)
        }
        Some(ByTheServer(_)) | None => Err("nothing keeps it".to_owned()),
    }
}

/// The same for a rule of another family's.
fn of_others(
    family: &Family,
    method: &Method,
    rule: &Rule,
    ui: &Path,
    checks: &str,
) -> Result<Keeper, String> {
    let keeper = Keeper::of(method, rule);
    match (keeper, rule) {
        (Keeper::Types, _) => {
            let case = CASES.iter().find(|(name, _)| *name == method.name).ok_or("its method has no case")?;
            let folder = family.name.rsplit('.').next().unwrap_or_default();
            let case = ui.join(folder).join("fail").join(format!("{}.rs", case.1));
            let source =
                std::fs::read_to_string(&case).map_err(|error| format!("{}: {error}", case.display()))?;
            let lines: Vec<&str> = source.lines().collect();
            let at = lines.iter().position(|line| *line == format!("// {rule}"));
            let at = at.ok_or_else(|| format!("{} does not break it", case.display()))?;
            // The compiler complains of a line of the function that follows.
            let end = lines[at..].iter().position(|line| *line == "}").map_or(lines.len(), |more| at + more);
            let errors = std::fs::read_to_string(case.with_extension("stderr")).unwrap_or_default();
            let complains = (at + 1..=end + 1).any(|line| errors.contains(&format!(".rs:{line}:")));
            if complains { Ok(keeper) } else { Err(format!("{} compiles there", case.display())) }
        }
        (Keeper::Check, Rule::Field(rule) | Rule::OwnField(_, rule) | Rule::ObjectField(_, _, rule)) => {
            match checked(&family.name, *rule) {
                Some(test) if checks.contains(&format!("fn {test}()")) => Ok(keeper),
                _ => Err("no test shows that it is checked".to_owned()),
            }
        }
        (Keeper::Check, _) => Err("only limits of fields are checked".to_owned()),
        (Keeper::Server, _) => Ok(keeper),
    }
}

#[test]
fn every_rule_of_every_method_is_kept_by_types_or_before_sending_or_by_the_server_for_a_reason() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let checks = include_str!("../client/checks.rs");
    let mut gaps = Vec::new();
    let mut counts = BTreeMap::<_, [usize; 3]>::new();
    for family in families::shipped() {
        let is_connectors = family.name == "biconnector.connector";
        for method in &family.methods {
            for rule in family.errors_of(method).flat_map(|case| &case.rules) {
                let found = if is_connectors {
                    of_connectors(method, rule, &ui, checks)
                } else {
                    of_others(&family, method, rule, &ui, checks)
                };
                let counts = counts.entry(family.name.clone()).or_default();
                match found {
                    Ok(keeper) if keeper == Keeper::of(method, rule) => counts[keeper as usize] += 1,
                    Ok(keeper) => gaps.push(format!("{} {rule}: kept by {keeper:?}", method.wire_name)),
                    Err(gap) => gaps.push(format!("{} {rule}: {gap}", method.wire_name)),
                }
            }
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
    let counts: Vec<_> = counts.into_iter().collect();
    let expected = [
        ("biconnector.connector".to_owned(), [32, 10, 1]),
        ("biconnector.dataset".to_owned(), [38, 15, 1]),
        ("biconnector.source".to_owned(), [32, 4, 1]),
        ("biconnector.table".to_owned(), [38, 15, 1]),
        ("crm.deal".to_owned(), [12, 0, 0]),
    ];
    assert_eq!(counts, expected);
}
