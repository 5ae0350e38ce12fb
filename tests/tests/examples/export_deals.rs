//! The example `export_deals`: deals in a file, and how it ends before the last of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use bitrix_api::portal::{Fault, Moment, Portal, SystemCode};
use bitrix_tests::ended::Ended;
use bitrix_tests::waiting::until;
use tokio::process::Child;

use crate::setting::{ended, start};

const DEALS: &str = "crm.deal.list";

fn example(file: &Path, environment: &[(&str, &str)]) -> Child {
    start("export_deals", &[file.as_os_str()], environment)
}

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("deals.csv");
    (folder, file)
}

/// The rows of the file behind its header; each is whole.
fn rows(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("the file is there");
    assert!(text.ends_with('\n'), "the last row is not whole: {text:?}");
    let mut lines = text.lines().map(str::to_owned);
    assert_eq!(lines.next().as_deref(), Some("id,title,stage,sum,currency,created"));
    lines.inspect(|line| assert_eq!(line.split(',').count(), 6, "{line}")).collect()
}

#[tokio::test]
async fn without_configuration_it_exports_the_deals_of_a_simulated_portal() {
    let (_folder, file) = file();
    let Ended { status, out, error } = ended(example(&file, &[])).await;
    assert_eq!(status, Some(0), "{out}{error}");
    assert!(out.contains(&format!("5000 deals are in {}.", file.display())), "{out}");
    let rows = rows(&file);
    assert_eq!(
        (rows.len(), rows[4999].as_str()),
        (5000, "5000,Deal #5000,NEW,0.00,USD,2024-01-01T01:23:20+00:00")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn ctrl_c_ends_it_behind_the_last_whole_row_and_it_says_how_many_there_are() {
    let portal = Portal::builder().deals(500).start().await.expect("it starts");
    // One page for the total, one for the rows, and the next never comes.
    portal.plan(Fault::Delay(Duration::ZERO, Moment::Before).times(2));
    portal.plan(Fault::Delay(Duration::from_secs(3600), Moment::Before));
    let (_folder, file) = file();
    let child = example(&file, &[("BITRIX24_WEBHOOK", &portal.webhook_url())]);
    until(|| portal.received(DEALS) == 3).await;
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw);
    rustix::process::kill_process(id.expect("it runs"), rustix::process::Signal::INT).expect("it runs");
    let Ended { status, out, error } = ended(child).await;
    assert_eq!(status, Some(130), "{out}{error}");
    let rows = rows(&file);
    assert!(rows.len() <= 50, "{rows:?}");
    let said = format!("Interrupted: {} has the first {} deals.", file.display(), rows.len());
    assert!(out.contains(&said), "{out}");
}

#[tokio::test]
async fn an_error_in_the_middle_leaves_the_rows_before_it_and_says_how_many_there_are() {
    let portal = Portal::builder().deals(500).start().await.expect("it starts");
    portal.plan(Fault::Delay(Duration::ZERO, Moment::Before).times(3));
    portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before));
    let (_folder, file) = file();
    let Ended { status, out, error } =
        ended(example(&file, &[("BITRIX24_WEBHOOK", &portal.webhook_url())])).await;
    assert_eq!((status, rows(&file).len()), (Some(1), 100), "{out}{error}");
    assert!(error.contains(&format!("It failed: {} has the first 100 deals.", file.display())), "{error}");
    assert!(error.contains("OVERLOAD_LIMIT"), "{error}");
}
