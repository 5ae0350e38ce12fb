//! Sums of money and other numbers with a fraction, digit by digit.

use std::fmt;
use std::str::FromStr;

use crate::codec::{Decode, Encode, Encoder, Fault};

/// A number with a fraction as the portal writes it, such as `19999.99`: kept digit by digit, since a floating-point
/// number cannot hold most sums of money. Portals write sums as texts. A JSON number with a fraction passes through a
/// float all the same, and is read as the fewest digits that mean it: what a program writes that holds a float itself, as
/// PHP does, and what anyone writes with up to 15 digits.
///
/// It does not calculate. For that, [`as_str`](Self::as_str) goes into the decimal type of one's choice, and comes back
/// from its text with `parse`.
///
/// ```
/// use bitrix_api::Decimal;
///
/// let sum: Decimal = "19999.90".parse()?;
/// assert_eq!(sum.as_str(), "19999.90");
/// assert_eq!(sum, "19999.9".parse()?);
/// assert_eq!(Decimal::from(5).to_string(), "5");
/// # Ok::<(), bitrix_api::NotADecimal>(())
/// ```
#[derive(Debug, Clone)]
pub struct Decimal(String);

impl Decimal {
    /// Sign, digits, and a point with more digits if there are any.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Sign, whole part and fraction without the zeros that say nothing.
    fn parts(&self) -> (bool, &str, &str) {
        let (negative, digits) = match self.0.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.0.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        (negative && !(whole.is_empty() && fraction.is_empty()), whole, fraction)
    }
}

/// By value: `1.50` is `1.5`.
impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Decimal {}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

/// A text that is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected digits, with a point between them at most, such as `19999.99`")]
pub struct NotADecimal;

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number(whole) && is_number(fraction) { Ok(Self(text.to_owned())) } else { Err(NotADecimal) }
    }
}

impl Encode for Decimal {
    fn encode(&self, out: &mut Encoder) {
        out.text(&self.0);
    }
}

/// From 2⁵³ on, floats are too far apart for some whole numbers to be among them.
const MOST_FLOAT: f64 = 9_007_199_254_740_992.0;

/// A text or a number.
impl Decode for Decimal {
    const EXPECTED: &'static str = "a decimal number";

    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self::from(value))
    }

    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(Self(value.to_string()))
    }

    fn float(value: f64) -> Result<Self, Fault> {
        if value.abs() >= MOST_FLOAT {
            return Err(Fault::unexpected(Self::EXPECTED, "a number too large to have kept its digits"));
        }
        // Rust never writes a float with an exponent, and the shortest digits that mean it.
        Self::text(&value.to_string())
    }

    fn text(value: &str) -> Result<Self, Fault> {
        match value.trim() {
            "" => Err(Fault::absent(Self::EXPECTED, "an empty string")),
            digits => digits
                .parse()
                .map_err(|NotADecimal| Fault::unreadable(Self::EXPECTED, "found a string of another form")),
        }
    }
}
