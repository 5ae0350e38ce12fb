//! What a walk by id makes of a request.

use crate::list::{Field, Filter, Order, Scalar};

/// Asks for the rows after an id, or for the first, in the order of the ids; what the caller says of the rows holds too.
pub fn walk<E, T, F, O>(
    by: &Field<E, T, F, O>,
    after: Option<Scalar>,
    filter: &mut Filter<E>,
    order: &mut Order<E>,
    position: &mut Option<i64>,
) {
    if let Some(id) = after {
        filter.set(format!(">{}", by.name()), id.into_operand());
    }
    order.walk(by.name());
    // Nobody counts the rows.
    *position = Some(-1);
}
