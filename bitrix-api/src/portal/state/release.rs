//! Which release of the server a portal runs.

use std::str::FromStr;

/// A release of the server: what it knows of the fields that came later than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Release {
    /// Release 26.250, as cloud portals had it in 2026.
    #[default]
    R26_250,
    /// A later one, which knows every documented field.
    Newer,
}

impl Release {
    /// The word by which states and the program's `--release` name it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::R26_250 => "26.250",
            Self::Newer => "newer",
        }
    }

    /// Whether it knows a field that came with `since`: dotted numbers are compared, and a release that has no number
    /// yet is newer than all that have.
    pub(in crate::portal) fn knows(self, since: Option<&str>) -> bool {
        match (self, since) {
            (Self::Newer, _) | (_, None) => true,
            (Self::R26_250, Some(since)) => {
                let numbers = |text: &str| text.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>();
                match (numbers(since), numbers(self.word())) {
                    (Ok(since), Ok(own)) => since <= own,
                    _ => false,
                }
            }
        }
    }
}

/// A text that is no [`Release`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected \"26.250\" or \"newer\"")]
pub struct NotARelease;

impl FromStr for Release {
    type Err = NotARelease;

    /// Reads the release's word.
    fn from_str(word: &str) -> Result<Self, NotARelease> {
        [Self::R26_250, Self::Newer].into_iter().find(|release| release.word() == word).ok_or(NotARelease)
    }
}

#[cfg(test)]
mod tests {
    use super::Release;

    #[test]
    fn a_release_knows_what_came_with_it_or_before() {
        for since in [None, Some("25.1150"), Some("26.250"), Some("26")] {
            assert!(Release::R26_250.knows(since), "{since:?}");
        }
        for since in ["26.251", "26.1000", "27.0", "a release after 26.250"] {
            assert!(!Release::R26_250.knows(Some(since)), "{since}");
            assert!(Release::Newer.knows(Some(since)), "{since}");
        }
    }
}
