//! The conditions of a filter, whatever entity they are about.

use crate::check::{Breach, Violations};
use crate::codec::{Encode, Encoder};
use crate::list::name;
use crate::list::operand::Operand;

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// An operator with a field's name, and what the field is compared with.
    Compare {
        key: String,
        value: Operand,
    },
    Group(Group),
}

/// Conditions that must hold all, or of which one must.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Group {
    pub(super) any: bool,
    pub(super) conditions: Vec<Condition>,
}

impl Group {
    /// One condition for all of them.
    pub(super) fn into_condition(mut self) -> Condition {
        match self.conditions.pop() {
            Some(condition) if self.conditions.is_empty() => condition,
            last => {
                self.conditions.extend(last);
                Condition::Group(self)
            }
        }
    }

    /// The conditions for members of an object, of which each name can stand there once: those that stand there
    /// already go into groups of their own.
    fn members(&self) -> Vec<(String, Member<'_>)> {
        let mut members: Vec<(String, Member<'_>)> = Vec::new();
        if self.any {
            members.push(("logic".to_owned(), Member::Or));
        }
        let mut groups = 0..;
        for condition in &self.conditions {
            match condition {
                Condition::Compare { key, value } if members.iter().all(|(known, _)| known != key) => {
                    members.push((key.clone(), Member::Value(value)));
                }
                Condition::Compare { key, value } => {
                    let at: usize = groups.next().unwrap_or_default();
                    members.push((at.to_string(), Member::Alone(key, value)));
                }
                Condition::Group(group) => {
                    let at: usize = groups.next().unwrap_or_default();
                    members.push((at.to_string(), Member::Group(group)));
                }
            }
        }
        members
    }

    pub(super) fn violations(&self, has_groups: bool, found: &mut Violations) {
        let mut seen: Vec<&str> = Vec::new();
        for condition in &self.conditions {
            match condition {
                Condition::Group(group) => group.violations(has_groups, found),
                Condition::Compare { key, value } => {
                    if value.is_empty_list() {
                        found.breach_of(key, Breach::Empty);
                    }
                    if !has_groups && seen.contains(&key.as_str()) {
                        found.breach_of(key, Breach::SaidTwice);
                    }
                    name::check(key, key.trim_start_matches(['<', '>', '=', '!', '@', '%']), found);
                    seen.push(key);
                }
            }
        }
    }
}

impl Encode for Group {
    fn encode(&self, out: &mut Encoder) {
        let members = self.members();
        out.map(members.iter().map(|(name, member)| (name.as_str(), member as &dyn Encode)));
    }
}

enum Member<'c> {
    Or,
    Value(&'c Operand),
    Alone(&'c str, &'c Operand),
    Group(&'c Group),
}

impl Encode for Member<'_> {
    fn encode(&self, out: &mut Encoder) {
        match self {
            Self::Or => out.text("OR"),
            Self::Value(value) => value.encode(out),
            Self::Alone(key, value) => out.map([(*key, *value as &dyn Encode)]),
            Self::Group(group) => group.encode(out),
        }
    }
}
