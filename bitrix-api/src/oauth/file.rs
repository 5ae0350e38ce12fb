//! A store of files, safe for several processes on one machine.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs4::{FileExt, TryLockError};
use tempfile::NamedTempFile;
use tokio::time::{Instant, sleep};

use super::{StoreError, StoreLock, Stored, TokenStore, Tokens};
use crate::codec;

/// Keeps the tokens of each portal in a file of its own, `MEMBER_ID.json` in one folder.
///
/// A file is replaced in one step, so that it is whole whenever a process ends, and only its owner may read it (on Unix).
/// Several processes on one machine may share the folder. A file that cannot be read is left as it is, and named.
#[derive(Debug, Clone)]
pub struct FileStore {
    folder: PathBuf,
}

/// How long another process may hold a lock: longer than it takes to renew tokens.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a lock is asked for.
const PAUSE: Duration = Duration::from_millis(10);

impl FileStore {
    /// A store in this folder, which is made when tokens are saved first.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    fn path(&self, member_id: &str, ending: &str) -> Result<PathBuf, StoreError> {
        // It becomes a file's name, and comes from the request of somebody who says to be a portal.
        if member_id.is_empty() || !member_id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
        {
            return Err(StoreError::new(format!(
                "`{member_id}` is not the member_id of a portal: that has letters, digits, `_` and `-` only"
            )));
        }
        Ok(self.folder.join(format!("{member_id}.{ending}")))
    }
}

impl TokenStore for FileStore {
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
        Box::pin(async move {
            let path = self.path(member_id, "json")?;
            let tokens = on_a_thread(move || load(&path)).await?;
            match tokens {
                Some(tokens) if tokens.member_id != member_id => Err(StoreError::new(format!(
                    "{member_id}.json has the tokens of another portal, {}",
                    tokens.member_id
                ))),
                tokens => Ok(tokens),
            }
        })
    }

    fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()> {
        Box::pin(async move {
            let path = self.path(&tokens.member_id, "json")?;
            let (folder, text) = (self.folder.clone(), codec::to_json(tokens));
            on_a_thread(move || {
                replace(&folder, &path, &text).map_err(|error| failed("written", &path, error))
            })
            .await
        })
    }

    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
        Box::pin(async move {
            let path = self.path(member_id, "json")?;
            on_a_thread(move || match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("removed", &path, error)),
                _ => Ok(()),
            })
            .await
        })
    }

    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
        Box::pin(async move {
            let path = self.path(member_id, "lock")?;
            let (folder, at) = (self.folder.clone(), path.clone());
            let file =
                on_a_thread(move || open(&folder, &at).map_err(|error| failed("opened", &at, error))).await?;
            lock(file, &path).await
        })
    }
}

/// Waits for the lock of a file; the operating system gives it back when the file is closed, and so when a process dies.
async fn lock(file: File, path: &Path) -> Result<StoreLock, StoreError> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match FileExt::try_lock(&file) {
            Ok(()) => return Ok(StoreLock::new(file)),
            Err(TryLockError::WouldBlock) => sleep(PAUSE).await,
            Err(TryLockError::Error(error)) => return Err(failed("locked", path, error)),
        }
    }
    let message = format!("another process has held {} for {} s", path.display(), PATIENCE.as_secs());
    Err(StoreError::new(message))
}

fn load(path: &Path) -> Result<Option<Tokens>, StoreError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed("read", path, error)),
    };
    match codec::from_json(&text) {
        Ok(tokens) => Ok(Some(tokens)),
        Err(fault) => Err(StoreError::new(format!(
            "{} does not hold tokens: {fault}; it was left as it is: restore it, or install the application again",
            path.display()
        ))),
    }
}

/// Writes a file beside the old one and puts it in its place, so that there is always one that is whole.
fn replace(folder: &Path, path: &Path, text: &[u8]) -> io::Result<()> {
    make(folder)?;
    // Only its owner may read a temporary file.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

fn open(folder: &Path, path: &Path) -> io::Result<File> {
    make(folder)?;
    File::options().create(true).write(true).truncate(false).open(path)
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn failed(what: &str, path: &Path, error: io::Error) -> StoreError {
    StoreError::new(format!("{} cannot be {what}", path.display())).because(error)
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(StoreError::new("the work on a token file was cut short").because(error)))
}
