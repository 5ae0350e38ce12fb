//! A single value whose type nobody has said.

use jiff::civil;

use crate::codec::{Encode, Encoder};
use crate::list::operand::Operand;
use crate::{Date, DateTime, Decimal, Id};

/// A number, a text, a date or an identifier: what a field that the portal has added is compared with.
///
/// ```
/// use bitrix_api::crm::deal::Deal;
///
/// let blue = Deal::UF.named("UF_CRM_1721244482250").equals("blue");
/// let large = Deal::UF.named("UF_CRM_1721244482251").at_least(7);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar(Operand);

impl Scalar {
    pub(super) fn into_operand(self) -> Operand {
        self.0
    }
}

impl Encode for Scalar {
    fn encode(&self, out: &mut Encoder) {
        self.0.encode(out);
    }
}

macro_rules! from {
    ($($ty:ty: |$value:ident| $plain:expr;)*) => {
        $(impl From<$ty> for Scalar {
            fn from($value: $ty) -> Self {
                Self(Operand::new($plain))
            }
        })*
    };
}

from! {
    i32: |number| i64::from(number);
    i64: |number| number;
    &str: |text| text.to_owned();
    &String: |text| text.clone();
    String: |text| text;
    Decimal: |number| number;
    Date: |date| date;
    DateTime: |date| date;
    civil::Date: |date| Date::from(date);
    civil::DateTime: |date| DateTime::from(date);
}

impl<E: 'static> From<Id<E>> for Scalar {
    fn from(id: Id<E>) -> Self {
        Self(Operand::new(id))
    }
}
