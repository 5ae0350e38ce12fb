//! A single value whose type nobody has said.

use serde_json::Value;

use crate::codec::{Encode, Encoder};
use crate::{Date, DateTime, Decimal};

/// A number, a text or a date: what a field that the portal has added is compared with.
///
/// ```
/// use bitrix_api::crm::deal::Deal;
///
/// let blue = Deal::UF.named("UF_CRM_1721244482250").equals("blue");
/// let large = Deal::UF.named("UF_CRM_1721244482251").at_least(7);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar(Value);

impl Encode for Scalar {
    fn encode(&self, out: &mut Encoder) {
        self.0.encode(out);
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        scalar.0
    }
}

macro_rules! from {
    ($($ty:ty: |$value:ident| $json:expr;)*) => {
        $(impl From<$ty> for Scalar {
            fn from($value: $ty) -> Self {
                Self($json)
            }
        })*
    };
}

from! {
    i32: |number| Value::from(number);
    i64: |number| Value::from(number);
    &str: |text| Value::from(text);
    String: |text| Value::from(text);
    Decimal: |number| Value::from(number.as_str());
    Date: |date| Value::from(date.to_string());
    DateTime: |date| Value::from(date.to_string());
}
