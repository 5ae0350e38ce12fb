//! How many calls a portal takes.

use std::str::FromStr;

/// A leaky bucket: each call pours one into it, and it drains as time goes by. A call that would make it overflow is
/// refused with `503 QUERY_LIMIT_EXCEEDED`, and pours nothing.
///
/// Ordinary plans have `RateLimit::new(50.0, 2.0)`, Enterprise has `RateLimit::new(250.0, 5.0)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateLimit {
    capacity: f64,
    per_second: f64,
}

impl RateLimit {
    /// A bucket that holds `capacity` calls, and from which so many drain in a second; 0 for one that never drains. What
    /// is no number, or below 0, counts as 0.
    #[must_use]
    pub fn new(capacity: f64, per_second: f64) -> Self {
        // `max` gives the other number where one is none.
        Self { capacity: capacity.max(0.0), per_second: per_second.max(0.0) }
    }

    /// How many calls it holds.
    #[must_use]
    pub fn capacity(self) -> f64 {
        self.capacity
    }

    /// How many drain in a second.
    #[must_use]
    pub fn per_second(self) -> f64 {
        self.per_second
    }
}

/// A text that is no [`RateLimit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the bucket's capacity and how much drains in a second, like 50,2")]
pub struct NotARateLimit;

impl FromStr for RateLimit {
    type Err = NotARateLimit;

    /// Reads `50,2`.
    fn from_str(text: &str) -> Result<Self, NotARateLimit> {
        let number =
            |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
        let (capacity, per_second) = text.split_once(',').ok_or(NotARateLimit)?;
        match (number(capacity), number(per_second)) {
            (Some(capacity), Some(per_second)) => Ok(Self { capacity, per_second }),
            _ => Err(NotARateLimit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimit;

    #[test]
    fn a_limit_is_two_numbers() {
        assert_eq!("50,2".parse(), Ok(RateLimit::new(50.0, 2.0)));
        assert_eq!("0.5,0".parse(), Ok(RateLimit::new(0.5, 0.0)));
        for text in ["50", "50,", "50,2,1", "-1,2", "50,NaN", "inf,2"] {
            assert!(text.parse::<RateLimit>().is_err(), "{text}");
        }
        assert_eq!(RateLimit::new(f64::NAN, -1.0), RateLimit::new(0.0, 0.0));
    }
}
