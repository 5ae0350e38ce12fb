//! Every rule of the error tables, for every method that has it: what keeps a typed call from breaking it.

use std::path::Path;

use bitrix_spec::catalog;
use bitrix_spec::model::{Context, FieldRule, Kind, ListPart, Method, ParamRule, Rule};

/// What stands between a typed call and the breach of a rule.
enum Kept {
    /// It cannot be written: this case does not compile.
    ByTypes(&'static str),
    /// It is refused before it is sent: this test of `tests/checks.rs` shows it.
    BeforeSending(&'static str),
    /// Only the server can know, for this reason.
    ByTheServer(&'static str),
}

use Kept::{BeforeSending, ByTheServer, ByTypes};

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
            ByTypes("ids/fail/an_update_of_a_plain_number")
        }
        (Rule::Param(name, ParamRule::Invalid), "get") if name == "id" => {
            ByTypes("ids/fail/a_get_of_a_plain_number")
        }
        (Rule::Param(name, ParamRule::Invalid), "delete") if name == "id" => {
            ByTypes("ids/fail/a_delete_of_a_plain_number")
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

#[test]
fn every_rule_of_every_method_is_kept_by_types_or_before_sending_or_by_the_server_for_a_reason() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    let checks = include_str!("checks.rs");
    let mut gaps = Vec::new();
    let (mut types, mut before, mut server) = (0, 0, 0);
    for name in catalog::names() {
        let family = catalog::family(name).expect("it is shipped").family;
        for method in family.methods.iter().filter(|_| !family.name.is_empty()) {
            for case in family.errors_of(method) {
                for rule in &case.rules {
                    let place = format!("{} {rule:?}", method.wire_name);
                    match kept(method, rule) {
                        Some(ByTypes(case)) if ui.join(format!("{case}.stderr")).is_file() => types += 1,
                        Some(ByTypes(case)) => {
                            gaps.push(format!("{place}: there is no ui/{case}.rs with its .stderr"))
                        }
                        Some(BeforeSending(test)) if checks.contains(&format!("fn {test}()")) => before += 1,
                        Some(BeforeSending(test)) => gaps.push(format!("{place}: there is no test `{test}`")),
                        Some(ByTheServer(reason)) => {
                            assert!(!reason.is_empty() && method.kind == Kind::Read);
                            server += 1;
                        }
                        None => gaps.push(format!("{place}: nothing keeps it")),
                    }
                }
            }
        }
    }
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
    assert_eq!((types, before, server), (32, 10, 1));
}
