//! Which files a command works on.

use std::cell::RefCell;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use bitrix_spec::{Checked, Diagnostic, Kind, Source, catalog, check, check_shared};

/// A file to check, and the folder in which those are looked for that it extends.
pub(crate) type Input<'f> = (Arc<Source>, Option<&'f Path>);

/// The named files, or all shipped ones.
pub(crate) fn sources<'f>(files: &[&'f str]) -> Result<Vec<Input<'f>>, String> {
    if files.is_empty() {
        return Ok(catalog::names().filter_map(catalog::source).map(|source| (source, None)).collect());
    }
    let input = |file| {
        let path = Path::new(file);
        let source = read(path).map_err(|error| unreadable(path, &error))?;
        Ok((source, path.parent()))
    };
    files.iter().copied().map(input).collect()
}

/// What is wrong with a file, and whether it is one that is only there to be extended.
pub(crate) fn diagnostics(
    source: &Arc<Source>,
    folder: Option<&Path>,
) -> Result<(Vec<Diagnostic>, bool), String> {
    let Checked { diagnostics, .. } = checked(source, folder)?;
    // Only what such a file says by itself can be wrong.
    if diagnostics.iter().any(|diagnostic| diagnostic.kind == Kind::MissingFamily) {
        return Ok((check_shared(source), true));
    }
    Ok((diagnostics, false))
}

/// A family as far as its file is right. Files that it extends are looked for beside it, then among the shipped ones;
/// one that is there and cannot be read is not passed over for another.
pub(crate) fn checked(source: &Arc<Source>, folder: Option<&Path>) -> Result<Checked, String> {
    let failed = RefCell::new(None);
    let find = |name: &str| {
        let beside = folder.map(|folder| folder.join(format!("{name}.toml")));
        let Some(path) = beside else { return catalog::source(name) };
        match read(&path) {
            Ok(source) => Some(source),
            Err(error) if error.kind() == ErrorKind::NotFound => catalog::source(name),
            Err(error) => {
                failed.replace(Some(unreadable(&path, &error)));
                None
            }
        }
    };
    let checked = check(source, &find);
    failed.into_inner().map_or(Ok(checked), Err)
}

fn read(path: &Path) -> io::Result<Arc<Source>> {
    Ok(Source::new(path.display().to_string(), std::fs::read_to_string(path)?))
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {error}", path.display())
}
