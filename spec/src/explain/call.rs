//! An example of a call, as Rust and as the JSON that it sends.

use serde_json::{Map, Value};

use super::expression::{self, Expression};
use super::sent::{Members, Sent};
use super::{query, sample};
use crate::json;
use crate::model::{Family, Field, Method, Required, Type};
use crate::rust::{self, Holds, Part, identifier, setter};

/// A call in Rust, and what it sends.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleCall {
    /// An expression; its types are those of the family's module and of the library.
    pub code: String,
    /// The parameters that go out, in their order.
    pub json: Sent,
    /// The parameters of the page's example that the call lacks, since no function can say them.
    pub unsaid: Vec<String>,
}

/// The call that the documentation page shows, or one with made-up values.
pub(super) fn example(family: &Family, method: &Method) -> ExampleCall {
    let shown = method.examples.iter().find_map(|example| {
        let text = example.request.as_deref()?;
        Call::of(family, method, &serde_json::from_str(text).ok()?, Some(text))
    });
    let call = shown.or_else(|| Call::of(family, method, &sample::request(family, method), None));
    call.map_or_else(
        || {
            let code = format!("{}::new(…)", method.rust_name());
            ExampleCall { code, json: Value::Null.into(), unsaid: Vec::new() }
        },
        Call::finish,
    )
}

/// A call that is being put together.
struct Call<'f> {
    family: &'f Family,
    method: &'f Method,
    /// The example as it is written, if there is one.
    text: Option<&'f str>,
    name: String,
    arguments: Vec<String>,
    setters: Vec<String>,
    json: Members,
    unsaid: Vec<String>,
}

impl<'f> Call<'f> {
    fn of(family: &'f Family, method: &'f Method, request: &Value, text: Option<&'f str>) -> Option<Self> {
        let parts = rust::parts(family, method);
        let mut call = Self {
            family,
            method,
            text,
            name: method.rust_name(),
            arguments: Vec::new(),
            setters: Vec::new(),
            json: Vec::new(),
            unsaid: Vec::new(),
        };
        let bundle = rust::bundle(&parts);
        for part in &parts {
            call.part(part, request.get(&part.wire), bundle.is_some())?;
        }
        if let Some(bundle) = bundle {
            call.arguments = vec![format!("{bundle} {{ {} }}", call.arguments.join(", "))];
        }
        Some(call)
    }

    fn part(&mut self, part: &Part, value: Option<&Value>, bundled: bool) -> Option<()> {
        let family = self.family;
        match &part.holds {
            Holds::Required { ty, .. } if bundled => {
                let Expression { code, json } = expression::plain(family, ty, value?)?;
                self.arguments.push(member(&part.name, code));
                self.json.push((part.wire.clone(), json));
            }
            Holds::Required { ty, .. } => {
                let Expression { code, json } = expression::argument(family, ty, value?)?;
                self.arguments.push(code);
                self.json.push((part.wire.clone(), json));
            }
            Holds::Optional(ty) => self.optional(part, ty, value)?,
            Holds::Filter(_) => {
                self.query(part, value, value.and_then(|value| query::filter(family, self.method, value)));
            }
            Holds::Order(_) => {
                let directions = self.directions(part).unwrap_or_default();
                self.query(part, value, query::order(family, &directions));
            }
            Holds::Position => self.optional(part, &Type::Integer, value)?,
            Holds::New { required, .. } => {
                let entity = family.entity.as_ref()?;
                let mut json = Vec::new();
                if let Some(new) = required {
                    let given = self.given(entity.required(), value?, &mut json)?;
                    let new = format!("{new} {{ {} }}", given.join(", "));
                    self.arguments.push(if bundled { member(&part.name, new) } else { new });
                }
                self.set(entity.optional_on_add(), value?, &mut json)?;
                self.json.push((part.wire.clone(), Sent::Object(json)));
            }
            Holds::Patch(_) | Holds::FullPatch(_) => {
                let entity = family.entity.as_ref()?;
                let mut json = Vec::new();
                for field in entity.required_on_update() {
                    let Expression { code, json: sent } =
                        expression::argument(family, field.write_ty(), value?.get(&field.name)?)?;
                    self.arguments.push(code);
                    json.push((field.name.clone(), sent));
                }
                let others = entity.changeable().filter(|field| field.required != Required::Always);
                self.set(others, value?, &mut json)?;
                let is = |field: &Field, name: &str| {
                    field.prefix().map_or(field.name == name, |prefix| name.starts_with(prefix))
                };
                json.sort_by_key(|(name, _)| entity.changeable().position(|field| is(field, name)));
                self.json.push((part.wire.clone(), Sent::Object(json)));
            }
        }
        Some(())
    }

    /// A filter or an order; what the fields' constants cannot say as a whole is left out as a whole, since a filter
    /// without one of its conditions would find other rows.
    fn query(&mut self, part: &Part, value: Option<&Value>, expression: Option<Expression>) {
        let is_empty = |value: &Value| value.as_object().is_some_and(Map::is_empty);
        if let Some(Expression { code, json }) = expression {
            self.setters.push(format!(".{}({code})", setter(&part.name)));
            self.json.push((part.wire.clone(), json));
        } else if value.is_some_and(|value| !is_empty(value)) {
            self.unsaid.push(part.wire.clone());
        }
    }

    /// The members of an order as they stand in the text.
    fn directions(&self, part: &Part) -> Option<Vec<(String, String)>> {
        let text = json::parse(self.text?).ok()?;
        let members = text.member(&part.wire)?.members()?.iter();
        let directions = members.map(|member| match &member.json.value {
            json::Value::Text(direction) => Some((member.name.clone(), direction.clone())),
            _ => None,
        });
        directions.collect()
    }

    fn optional(&mut self, part: &Part, ty: &Type, value: Option<&Value>) -> Option<()> {
        if let Some(value) = value {
            let Expression { code, json } = expression::argument(self.family, ty, value)?;
            self.setters.push(format!(".{}({code})", setter(&part.name)));
            self.json.push((part.wire.clone(), json));
        }
        Some(())
    }

    /// The members of the struct of what a new entity must have.
    fn given<'r>(
        &self,
        fields: impl Iterator<Item = &'r Field>,
        value: &Value,
        json: &mut Members,
    ) -> Option<Vec<String>> {
        let given = fields.map(|field| {
            let Expression { code, json: sent } =
                expression::plain(self.family, field.write_ty().not_null(), value.get(&field.name)?)?;
            json.push((field.name.clone(), sent));
            Some(member(&field.rust_name(), code))
        });
        given.collect()
    }

    /// The setters of the fields that the value has.
    fn set<'r>(
        &mut self,
        fields: impl Iterator<Item = &'r Field>,
        value: &Value,
        json: &mut Members,
    ) -> Option<()> {
        let value = value.as_object()?;
        for field in fields {
            let setter = setter(&field.rust_name());
            if let Some(prefix) = field.prefix() {
                let many: Map<_, _> = value
                    .iter()
                    .filter(|(name, _)| name.starts_with(prefix))
                    .map(|(n, v)| (n.clone(), v.clone()))
                    .collect();
                if !many.is_empty() {
                    let ty = Type::Map(Box::new(field.write_ty().not_null().clone()));
                    let Expression { code, json: sent } =
                        expression::argument(self.family, &ty, &many.into())?;
                    self.setters.push(format!(".{setter}({code})"));
                    let Sent::Object(sent) = sent else { return None };
                    json.extend(sent);
                }
            } else if let Some(value) = value.get(&field.name) {
                let Expression { code, json: sent } =
                    expression::argument(self.family, field.write_ty(), value)?;
                self.setters.push(format!(".{setter}({code})"));
                json.push((field.name.clone(), sent));
            }
        }
        Some(())
    }

    fn finish(self) -> ExampleCall {
        let call = format!("{}::new({})", self.name, self.arguments.join(", "));
        let setters: String = match self.setters.len() {
            0 | 1 => self.setters.concat(),
            _ => self.setters.iter().map(|setter| format!("\n    {setter}")).collect(),
        };
        ExampleCall { code: call + &setters, json: Sent::Object(self.json), unsaid: self.unsaid }
    }
}

/// A member of a struct expression.
fn member(name: &str, code: String) -> String {
    let name = identifier(name);
    if name == code { name } else { format!("{name}: {code}") }
}
