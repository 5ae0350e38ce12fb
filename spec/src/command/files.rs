//! Which files a command works on.

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
    files.iter().map(|&file| Ok((read(Path::new(file))?, Path::new(file).parent()))).collect()
}

/// What is wrong with a file, and whether it is one that is only there to be extended.
pub(crate) fn diagnostics(source: &Arc<Source>, folder: Option<&Path>) -> (Vec<Diagnostic>, bool) {
    let Checked { diagnostics, .. } = checked(source, folder);
    // Only what such a file says by itself can be wrong.
    if diagnostics.iter().any(|diagnostic| diagnostic.kind == Kind::MissingFamily) {
        return (check_shared(source), true);
    }
    (diagnostics, false)
}

/// A family as far as its file is right. Files that it extends are looked for beside it, then among the shipped ones.
pub(crate) fn checked(source: &Arc<Source>, folder: Option<&Path>) -> Checked {
    let find = |name: &str| {
        let beside = folder.and_then(|folder| read(&folder.join(format!("{name}.toml"))).ok());
        beside.or_else(|| catalog::source(name))
    };
    check(source, &find)
}

fn read(path: &Path) -> Result<Arc<Source>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Source::new(path.display().to_string(), text)),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}
