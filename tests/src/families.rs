//! What the shipped specs describe.

use bitrix_spec::catalog;
use bitrix_spec::model::Family;

/// Every shipped family.
pub fn shipped() -> impl Iterator<Item = Family> {
    catalog::families().filter_map(catalog::family).map(|checked| checked.family)
}
