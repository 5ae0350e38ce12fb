//! Any TOML as a spec, made of the language's own words so that it reaches what a plain text does not.

use arbitrary::{Arbitrary, Unstructured};

use crate::checker::check_any;
use crate::plausible::Spec;

/// One execution.
pub fn run(input: &[u8]) {
    if let Some(text) = text(input) {
        check_any(&text);
    }
}

/// The spec that is made of these bytes.
#[must_use]
pub fn text(input: &[u8]) -> Option<String> {
    Spec::arbitrary(&mut Unstructured::new(input)).ok().map(|spec| spec.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::text;
    use crate::checker::check_any;
    use crate::mutation::bytes;

    /// Inputs that all fall at the first check would say nothing of the others.
    #[test]
    fn the_specs_reach_most_kinds_of_mistakes_and_some_have_none() {
        let mut random = fastrand::Rng::with_seed(1);
        let mut kinds = BTreeSet::new();
        let mut right = 0;
        for _ in 0..5000 {
            let found = text(&bytes(&mut random)).map(|text| check_any(&text)).unwrap_or_default();
            right += usize::from(found.is_empty());
            kinds.extend(found);
        }
        let missed: Vec<_> = bitrix_spec::Kind::ALL.iter().filter(|kind| !kinds.contains(kind)).collect();
        assert!(missed.len() < 25, "{missed:?}");
        assert!(right > 0);
    }
}
