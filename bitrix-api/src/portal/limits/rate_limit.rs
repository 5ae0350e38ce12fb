//! A rate limit as a text: `50,2`.

use std::str::FromStr;

use crate::limits::RateLimit;

/// A text that is no [`RateLimit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the bucket's capacity and how much drains in a second, like 50,2")]
pub struct NotARateLimit;

impl FromStr for RateLimit {
    type Err = NotARateLimit;

    /// Reads `50,2`.
    fn from_str(text: &str) -> Result<Self, NotARateLimit> {
        let (capacity, per_second) = text.split_once(',').ok_or(NotARateLimit)?;
        let per_second = per_second.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
        match (capacity.parse(), per_second) {
            (Ok(capacity), Some(per_second)) => Ok(Self { capacity, per_second }),
            _ => Err(NotARateLimit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RateLimit;

    #[test]
    fn a_limit_is_two_numbers() {
        assert_eq!("50,2".parse(), Ok(RateLimit::STANDARD));
        assert_eq!("3,0.5".parse(), Ok(RateLimit { capacity: 3, per_second: 0.5 }));
        for text in ["50", "50,", "50,2,1", "-1,2", "0.5,2", "50,-1", "50,NaN", "50,inf"] {
            assert!(text.parse::<RateLimit>().is_err(), "{text}");
        }
    }
}
