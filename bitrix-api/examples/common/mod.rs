//! What the examples share.

pub(crate) type Failure = Box<dyn std::error::Error>;

/// An environment variable, if it says anything. One that cannot be read must not pass for one that is not set.
pub(crate) fn configured(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(value) if value.trim().is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(format!("{name}: it is no Unicode text").into()),
    }
}

/// An error in one line, with whatever caused it.
pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(&format!(": {error}"));
        cause = error.source();
    }
    line
}
