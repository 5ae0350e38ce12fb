//! The packages as a stranger gets them: unpacked outside the workspace, built, and used against the portal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The crates that are published, and the version that all of them have.
const CRATES: [&str; 3] = ["bitrix-spec", "bitrix-macros", "bitrix-api"];
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What such a stranger writes: a call of a shipped family, and one of a family described in a file of its own.
const PROGRAM: &str = r#"
use bitrix_api::biconnector::connector::{ConnectorId, Update, UpdateError};
use bitrix_api::portal::Portal;
use bitrix_api::{CallError, Client};

#[bitrix_api::methods(path = "server.toml")]
pub mod server {}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), bitrix_api::Error> {
    let portal = Portal::start().await?;
    let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
    let update = Update::new(ConnectorId::new(4)?).title("Sales");
    match client.call(update).await {
        Err(CallError::Refused { kind: UpdateError::ConnectorNotFound, .. }) => println!("there is no connector 4"),
        other => println!("unexpected: {other:?}"),
    }
    let now = client.call(server::Time::new()).await?;
    println!("the portal has a clock: {}", now.wall_clock().year() >= 2024);
    Ok(())
}
"#;

const OWN_FAMILY: &str = r#"
spec   = 1
family = "server"
scope  = "basic"

[method.time]
kind   = "read"
result = "datetime"
"#;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// Runs a command, and gives what it printed.
fn run(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

fn cargo() -> Command {
    Command::new(env!("CARGO"))
}

/// Makes the packages, and unpacks them into a folder.
fn unpacked(folder: &Path, target: &Path) {
    let mut package = cargo();
    package.args(["package", "--no-verify", "--allow-dirty", "--locked", "--target-dir"]).arg(target);
    run(package.args(CRATES.iter().flat_map(|name| ["-p", name])).current_dir(workspace()));
    for name in CRATES {
        let file = target.join(format!("package/{name}-{VERSION}.crate"));
        run(Command::new("tar").arg("xzf").arg(file).arg("-C").arg(folder));
    }
}

#[test]
fn each_package_has_its_licences_and_says_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    unpacked(folder.path(), &Path::new(env!("CARGO_TARGET_TMPDIR")).join("looked-at"));
    for name in CRATES {
        let package = folder.path().join(format!("{name}-{VERSION}"));
        for file in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
            let text = fs::read_to_string(package.join(file)).expect(file);
            assert!(text.lines().count() > 5, "{name}/{file}");
        }
        let manifest = fs::read_to_string(package.join("Cargo.toml")).expect("a manifest");
        for key in ["description", "license", "readme", "keywords", "categories", "rust-version"] {
            assert!(manifest.contains(&format!("\n{key} = ")), "{name} has no {key}");
        }
    }
    let manifest = folder.path().join(format!("bitrix-api-{VERSION}/Cargo.toml"));
    let manifest = fs::read_to_string(manifest).expect("a manifest");
    let exactly = format!("version = \"={VERSION}\"");
    assert_eq!(manifest.matches(&exactly).count(), 2, "macros and specs fit exactly one version");
    assert!(manifest.contains("[package.metadata.docs.rs]"));
}

#[test]
fn a_program_outside_the_workspace_builds_upon_the_packages_and_calls_the_portal() {
    let folder = tempfile::tempdir().expect("a folder");
    // Kept between runs, since it has all dependencies.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stranger");
    unpacked(folder.path(), &target);

    let program = folder.path().join("program");
    fs::create_dir_all(program.join("src")).expect("a folder");
    let patches: String =
        CRATES.iter().map(|name| format!("{name} = {{ path = \"../{name}-{VERSION}\" }}\n")).collect();
    let manifest = format!(
        "[package]\nname = \"stranger\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n\
         [dependencies]\nbitrix-api = {{ version = \"{VERSION}\", features = [\"portal\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\
         [patch.crates-io]\n{patches}"
    );
    fs::write(program.join("Cargo.toml"), manifest).expect("it is written");
    fs::write(program.join("src/main.rs"), PROGRAM).expect("it is written");
    fs::write(program.join("src/server.toml"), OWN_FAMILY).expect("it is written");
    // The versions that all other tests run with; what they need is there, so that nothing is fetched.
    fs::copy(workspace().join("Cargo.lock"), program.join("Cargo.lock")).expect("it is copied");

    let mut build = cargo();
    build.args(["run", "-q", "--offline", "--target-dir"]).arg(&target).current_dir(&program);
    assert_eq!(run(&mut build), "there is no connector 4\nthe portal has a clock: true\n");
}

#[test]
fn no_dependency_asks_for_a_newer_compiler_than_is_promised() {
    let mut metadata = cargo();
    metadata.args(["metadata", "--locked", "--offline", "--all-features", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&run(metadata.current_dir(workspace()))).expect("it is JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let named = |id: &Value| packages.iter().find(|package| package["id"] == *id).expect("it is listed");
    let nodes = list(&metadata["resolve"]["nodes"]);

    let start = packages.iter().find(|package| package["name"] == "bitrix-api").expect("our own");
    let promised = version(&start["rust_version"]).expect("we promise one");
    let mut reached = vec![start["id"].clone()];
    let mut at = 0;
    while let Some(id) = reached.get(at) {
        let node = nodes.iter().find(|node| node["id"] == *id).expect("it is resolved");
        for dependency in list(&node["deps"]) {
            let needed = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
            if needed && !reached.contains(&dependency["pkg"]) {
                reached.push(dependency["pkg"].clone());
            }
        }
        at += 1;
    }
    assert!(reached.len() > 50, "only {} packages were looked at", reached.len());
    let newer: Vec<String> = reached
        .iter()
        .map(named)
        .filter(|package| version(&package["rust_version"]) > Some(promised))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:#?}");
}

/// Major and minor number of a compiler.
fn version(text: &Value) -> Option<(u32, u32)> {
    let (major, rest) = text.as_str()?.split_once('.')?;
    let minor = rest.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
