//! The program `bitrix-portal`, as tests in other languages run it.

use std::path::{Path, PathBuf};

use bitrix_tests::ended::Ended;
use bitrix_tests::http;
use bitrix_tests::program::{Program, run};
use serde_json::{Value, json};

const TOKEN: &str = "portal-token";
const WEBHOOK_SECRET: &str = "portal-webhook";
const GET: &str = "biconnector.connector.get";

/// The options that the program reads, in the words in which it reads them.
fn options() -> Vec<&'static str> {
    let read = include_str!("../../bitrix-api/src/bin/bitrix-portal/args.rs").lines().map(str::trim_start);
    let arms = read.filter(|line| line.starts_with("\"--") && line.contains("=>"));
    arms.flat_map(|arm| arm.split('"').filter(|word| word.starts_with('-'))).collect()
}

/// A file with this text, in a folder of this test's own.
fn file(test: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal_program").join(test);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join("state.json");
    std::fs::write(&file, text).expect("the file can be written");
    file
}

/// The one line of a run that must have failed, without the program's name.
fn problem(Ended { status, out, error }: &Ended) -> String {
    assert_eq!(*status, Some(2), "{out}{error}");
    assert_eq!((out.as_str(), error.lines().count()), ("", 1), "{error}");
    error.trim_end().strip_prefix("bitrix-portal: ").expect("the program says its name").to_owned()
}

async fn refused(args: &[&str]) -> String {
    problem(&run(args).await.expect("the program runs"))
}

/// Sends a body and gives status and answer; null for an answer without a body.
async fn send(verb: &str, address: String, body: &str) -> (u16, Value) {
    http::send(verb, &address, body).await.expect("the portal answers")
}

async fn calls(portal: &Program) -> Value {
    send("GET", format!("{}/__portal/calls", portal.base), "").await.1
}

#[tokio::test]
async fn help_names_every_option_and_address() {
    for flag in ["--help", "-h"] {
        let Ended { status, out: help, error } = run(&[flag]).await.expect("the program runs");
        assert_eq!((status, error.as_str()), (Some(0), ""), "{help}");
        let explained = |option: &&str| {
            let mut lines = help.lines().filter(|line| line.trim_start().starts_with('-'));
            lines.any(|line| line.split([' ', ',']).any(|word| word == *option))
        };
        let options = options();
        assert!(options.len() > 10, "they are found: {options:?}");
        let unexplained: Vec<_> = options.iter().filter(|option| !explained(option)).collect();
        assert!(unexplained.is_empty(), "{unexplained:?} are missing from:\n{help}");
        for part in [
            "usage: bitrix-portal",
            "--listen ADDR",
            "[default: 127.0.0.1:0",
            "--public-url ORIGIN",
            "--state FILE",
            "--release WORD",
            "--deals N",
            "/rest/METHOD",
            "/rest/1/portal-webhook/METHOD",
            "crm.deal.*",
            "batch",
            "server.time",
            "/__portal/state",
            "/__portal/calls",
            "example",
        ] {
            assert!(help.contains(part), "`{part}` is missing from:\n{help}");
        }
    }
}

#[tokio::test]
async fn the_version_is_the_crate_s() {
    let ended = run(&["--version"]).await.expect("the program runs");
    assert_eq!(ended.out, concat!("bitrix-portal ", env!("CARGO_PKG_VERSION"), "\n"));
    assert_eq!(ended.status, Some(0));
}

#[tokio::test]
async fn a_wrong_argument_is_named_with_the_remedy() {
    for (args, message) in [
        (&["--lisen", "x"][..], "--lisen: there is no such option; --help lists those there are"),
        (&["-x"], "-x: there is no such option; --help lists those there are"),
        (&["a\nb"], "a\\nb: there is no such option; --help lists those there are"),
        (&["--log=yes"], "--log: it takes no value; leave out what follows the `=`"),
        (&["--listen"], "--listen: its value is missing; give an address like 127.0.0.1:8080"),
        (&["--state", "--log"], "--state: its value is missing; give the name of a JSON file"),
        (&["--release="], "--release: its value is missing; give 26.250 or newer"),
        (&["--listen", "8080"], "--listen: \"8080\" is no address with a port; give one like 127.0.0.1:8080"),
        (
            &["--listen", "localhost:0"],
            "--listen: \"localhost:0\": names are not looked up; give an address like 127.0.0.1:8080",
        ),
        (&["--deals", "-1"], "--deals: \"-1\" is no count; give one like 100000"),
        (&["--release", "27"], "--release: \"27\" is no release; give 26.250 or newer"),
    ] {
        assert_eq!(refused(args).await, message);
    }
}

#[tokio::test]
async fn deals_are_counted_out_on_the_command_line() {
    let portal = Program::start(&["--deals", "70"]).await.expect("a port is free");
    let list = format!("{}/rest/1/{WEBHOOK_SECRET}/crm.deal.list", portal.base);
    let (status, answer) = send("POST", list, r#"{"start": 50, "select": ["ID"]}"#).await;
    assert_eq!((status, &answer["total"], &answer["result"][19]), (200, &json!(70), &json!({ "ID": "70" })));
}

#[tokio::test]
async fn a_portal_on_all_addresses_is_named_by_the_loopback_one_or_as_it_is_told() {
    for (args, told) in
        [(&[][..], None), (&["--public-url", "https://portal.example/"], Some("https://portal.example"))]
    {
        let portal =
            Program::start(&[&["--listen", "0.0.0.0:0"], args].concat()).await.expect("a port is free");
        assert!(portal.base.starts_with("http://127.0.0.1:"), "{}", portal.base);
        let (_, grants) = send("GET", format!("{}/__portal/tokens", portal.base), "").await;
        let base = told.unwrap_or(&portal.base);
        assert_eq!(grants["self"]["client_endpoint"], format!("{base}/rest/"));
        assert_eq!(grants["self"]["token_address"], format!("{base}/oauth/token/"));
    }
}

#[tokio::test]
async fn a_port_in_use_is_named_with_the_flag() {
    let portal = Program::start(&[]).await.expect("a port is free");
    let address = portal.address();
    assert_eq!(
        refused(&["--listen", address]).await,
        format!("--listen {address}: the port is in use; choose another, or 127.0.0.1:0 for any free one")
    );
}

#[tokio::test]
async fn a_state_file_is_what_the_portal_knows_at_first() {
    let state = r#"{"connectors": [{"id": 4, "owner": "self", "title": "Mine"}], "portal": "newer"}"#;
    let file = file("good", state);
    let portal = Program::start(&["--state", &file.display().to_string()]).await.expect("the state is one");
    let (status, answer) =
        send("POST", format!("{}/rest/{GET}", portal.base), &json!({ "id": 4, "auth": TOKEN }).to_string())
            .await;
    assert_eq!((status, &answer["result"]["item"]["title"]), (200, &json!("Mine")));
    let (_, known) = send("GET", format!("{}/__portal/state", portal.base), "").await;
    assert_eq!(known["portal"], "newer");
}

#[tokio::test]
async fn a_malformed_state_is_refused_alike_from_a_file_and_by_http() {
    let portal = Program::start(&[]).await.expect("a port is free");
    for (name, state, message) in [
        ("syntax", "{\n  \"connectors\": [{\"id\": 4,}]\n}", ":2:27: trailing comma"),
        ("empty", "", ":1:0: EOF while parsing a value"),
        (
            "type",
            r#"{"connectors":[{"id":4},{"id":5,"sort":"x"}]}"#,
            ": connectors[1].sort: expected an integer",
        ),
        (
            "field",
            r#"{"connectors":[{"id":4,"titel":"x"}]}"#,
            ": connectors[0].titel: a connector has no such field; it may have owner, id, title,",
        ),
        ("part", r#"{"conectors":[]}"#, ": conectors: a state has no such part; it may have portal, access,"),
        ("release", r#"{"portal":"27"}"#, ": portal: expected \"26.250\" or \"newer\""),
    ] {
        let file = file(name, state).display().to_string();
        let line = refused(&["--state", &file]).await;
        let line = line.strip_prefix(&file).expect("the file is named first");
        assert!(line.starts_with(message), "{line}");
        for verb in ["PUT", "POST"] {
            let (status, answer) = send(verb, format!("{}/__portal/state", portal.base), state).await;
            assert_eq!((status, &answer["error"]), (400, &json!("BAD_STATE")));
            let description = answer["error_description"].as_str().expect("a text");
            assert_eq!(description, line.trim_start_matches([':', ' ']));
        }
    }
}

#[tokio::test]
async fn a_form_of_parts_is_a_form() {
    let portal = Program::start(&[]).await.expect("a port is free");
    send("PUT", format!("{}/__portal/state", portal.base), r#"{"connectors":[{"id":4}]}"#).await;
    let part = |name: &str, value: &str| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body =
        format!("{}{}{}--part--\r\n", part("id", "4"), part("fields[title]", "New"), part("auth", TOKEN));
    let request = http::client()
        .expect("no TLS is needed")
        .post(format!("{}/rest/biconnector.connector.update", portal.base))
        .header("Content-Type", "multipart/form-data; boundary=part");
    let answer = request.body(body).send().await.expect("the portal answers");
    assert_eq!(answer.status().as_u16(), 200);
    let all = calls(&portal).await;
    assert_eq!(all["calls"][0]["params"], json!({ "id": "4", "fields": { "title": "New" } }));
}

#[tokio::test]
async fn a_state_file_that_cannot_be_read_is_named() {
    let file = file("missing", "{}").with_file_name("no.json").display().to_string();
    let line = refused(&["--state", &file]).await;
    assert!(line.starts_with(&format!("{file}: cannot be read: ")), "{line}");
    assert!(line.ends_with("; --state needs a JSON file"), "{line}");
}

/// Calls with every kind of outcome, and secrets in every place where calls have them.
async fn make_calls(portal: &Program) {
    let base = &portal.base;
    let secret = json!({ "id": 4, "auth": TOKEN, "note": "kept" }).to_string();
    send("POST", format!("{base}/rest/{GET}"), &secret).await;
    send("POST", format!("{base}/rest/1/{WEBHOOK_SECRET}/{GET}.json?id=9"), "{}").await;
    send("POST", format!("{base}/rest/1/hush/{GET}"), "{}").await;
    send("POST", format!("{base}/rest/{GET}?auth=hush"), "{}").await;
    let source = json!({ "fields": { "settings": { "password": "hush" } }, "auth": TOKEN }).to_string();
    send("POST", format!("{base}/rest/biconnector.sourse.add"), &source).await;
    send("PUT", format!("{base}/rest/{GET}"), &secret).await;
    send("POST", format!("{base}/rest/{TOKEN}"), "{}").await;
    // JSON that goes as a form, as `curl -d` sends it: one parameter, whose name is the text.
    let client = http::client().expect("no TLS is needed");
    let form = client.post(format!("{base}/rest/{GET}"));
    let form = form.header("Content-Type", "application/x-www-form-urlencoded");
    form.body(secret).send().await.expect("the portal answers");
}

fn without_duration(mut call: Value) -> Value {
    let duration = call.as_object_mut().and_then(|call| call.remove("microseconds"));
    assert!(duration.is_some_and(|duration| duration.is_u64()), "{call}");
    call
}

#[tokio::test]
async fn the_journal_tells_every_call_without_its_secrets_and_can_be_emptied() {
    let portal = Program::start(&[]).await.expect("a port is free");
    send("PUT", format!("{}/__portal/state", portal.base), r#"{"connectors":[{"id":4}]}"#).await;
    make_calls(&portal).await;
    let journal = calls(&portal).await;
    let all = journal.to_string();
    assert!(![TOKEN, WEBHOOK_SECRET, "hush"].iter().any(|secret| all.contains(secret)), "{all}");
    assert_eq!(journal["dropped"], 0);
    let calls_made = journal["calls"].as_array().expect("a list").iter().cloned().map(without_duration);
    let no_auth = |number: u64, method: &str, caller: Value, params: Value| {
        json!({ "number": number, "method": method, "caller": caller, "params": params,
            "outcome": "error", "error": "NO_AUTH_FOUND", "shape": "top", "http": 401 })
    };
    let (known, stranger) = (json!({ "application": "self" }), json!({ "application": null }));
    let expected = [
        json!({ "number": 1, "method": GET, "caller": known, "params": { "id": 4, "note": "kept" },
            "outcome": "result", "http": 200 }),
        json!({ "number": 2, "method": GET, "caller": { "webhook": "1" }, "params": { "id": "9" },
            "outcome": "error", "error": "ACCESS_DENIED", "shape": "nested", "http": 200 }),
        no_auth(3, GET, json!({ "webhook": null }), json!({})),
        no_auth(4, GET, stranger.clone(), json!({})),
        json!({ "number": 5, "method": "biconnector.sourse.add", "caller": known,
            "params": { "fields": { "settings": { "password": "***" } } },
            "outcome": "error", "error": "ERROR_METHOD_NOT_FOUND", "shape": "top", "http": 404 }),
        json!({ "number": 6, "method": GET, "caller": stranger, "params": {}, "outcome": "status", "http": 405 }),
        no_auth(7, "***", stranger.clone(), json!({})),
        no_auth(8, GET, stranger, json!({ "***": "***" })),
    ];
    assert_eq!(calls_made.collect::<Vec<_>>(), expected);

    let (status, answer) = send("DELETE", format!("{}/__portal/calls", portal.base), "").await;
    assert_eq!((status, answer), (204, Value::Null));
    assert_eq!(calls(&portal).await, json!({ "dropped": 0, "calls": [] }));
    make_calls(&portal).await;
    assert_eq!(calls(&portal).await["calls"][0]["number"], 9);
}

#[tokio::test]
async fn the_control_interface_says_what_it_understands() {
    let portal = Program::start(&[]).await.expect("a port is free");
    for (verb, path, status, description) in [
        ("PATCH", "state", 405, "use GET, PUT or POST"),
        ("POST", "calls", 405, "use GET or DELETE"),
        (
            "GET",
            "cals",
            404,
            "below /__portal/ there are state, calls, counts, faults, moved, limits, tokens, reset, sources/ID/check, \
             sources/ID/tables, sources/ID/columns and tables/ID/data",
        ),
        ("POST", "tables/1/data", 405, "use GET"),
        ("GET", "tables/1/data", 404, "there is no table 1"),
        ("GET", "sources/x/check", 400, "sources/x/check: \"x\" is not a number"),
        ("GET", "sources/1/check", 404, "there is no source 1"),
    ] {
        let (given, answer) = send(verb, format!("{}/__portal/{path}", portal.base), "").await;
        assert_eq!((given, &answer["error_description"]), (status, &json!(description)));
    }
}

#[cfg(unix)]
mod signals {
    use std::time::{Duration, Instant};

    use bitrix_tests::waiting::{bounded, until};
    use rustix::process::Signal;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;

    use super::{Ended, GET, Program, TOKEN, WEBHOOK_SECRET, make_calls, send};

    #[tokio::test]
    async fn the_log_has_a_line_for_every_call_and_no_secrets() {
        let portal = Program::start(&["--log"]).await.expect("a port is free");
        send("PUT", format!("{}/__portal/state", portal.base), r#"{"connectors":[{"id":4}]}"#).await;
        make_calls(&portal).await;
        portal.signal(Signal::TERM).expect("it runs");
        let log = portal.ended().await.expect("it ends").error;
        assert!(![TOKEN, WEBHOOK_SECRET, "hush", "kept"].iter().any(|word| log.contains(word)), "{log}");
        let without_durations = log.lines().map(|line| {
            let (line, duration) = line.rsplit_once(' ').expect("three words");
            let micros = duration.strip_suffix("us").map(str::parse::<u64>);
            assert!(matches!(micros, Some(Ok(_))), "{duration}");
            line.replace(GET, "GET")
        });
        let expected = [
            "GET ok",
            "GET ACCESS_DENIED",
            "GET NO_AUTH_FOUND",
            "GET NO_AUTH_FOUND",
            "biconnector.sourse.add ERROR_METHOD_NOT_FOUND",
            "GET HTTP-405",
            "*** NO_AUTH_FOUND",
            "GET NO_AUTH_FOUND",
        ];
        assert_eq!(without_durations.collect::<Vec<_>>(), expected);
    }

    #[tokio::test]
    async fn without_being_asked_for_there_is_no_log() {
        let portal = Program::start(&[]).await.expect("a port is free");
        make_calls(&portal).await;
        portal.signal(Signal::INT).expect("it runs");
        let Ended { status, out, error } = portal.ended().await.expect("it ends");
        assert_eq!((status, out.as_str(), error.as_str()), (Some(0), "", ""));
    }

    /// Begins a call whose body has still to come.
    async fn begun(portal: &Program, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(portal.address()).await.expect("it listens");
        let head = format!(
            "POST /rest/{GET} HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("it reads");
        // The portal asks for the body only once it has begun with the call.
        let mut asked = [0; 64];
        let read = bounded(stream.read(&mut asked)).await;
        assert!(asked[..read.expect("it answers")].starts_with(b"HTTP/1.1 100"));
        stream
    }

    /// Waits until nobody listens at the address any more.
    async fn closed(portal: &Program) {
        until(|| std::net::TcpStream::connect(portal.address()).is_err()).await;
    }

    #[tokio::test]
    async fn sigterm_lets_a_call_in_flight_finish_and_accepts_no_other() {
        let portal = Program::start(&["--log"]).await.expect("a port is free");
        let body = format!("id=4&auth={TOKEN}");
        let mut stream = begun(&portal, &body).await;
        portal.signal(Signal::TERM).expect("it runs");
        closed(&portal).await;
        stream.write_all(body.as_bytes()).await.expect("it still reads");
        let mut answer = String::new();
        bounded(stream.read_to_string(&mut answer)).await.expect("it answers");
        assert!(answer.contains("CONNECTOR_NOT_FOUND"), "{answer}");
        let Ended { status, error: log, .. } = portal.ended().await.expect("it ends");
        assert!(log.starts_with(&format!("{GET} CONNECTOR_NOT_FOUND ")) && log.lines().count() == 1, "{log}");
        assert_eq!(status, Some(0));
    }

    #[tokio::test]
    async fn a_call_that_does_not_finish_is_cut_off_in_time() {
        let portal = Program::start(&[]).await.expect("a port is free");
        let _stream = begun(&portal, "never sent").await;
        let told = Instant::now();
        portal.signal(Signal::TERM).expect("it runs");
        let ended = portal.ended().await.expect("it ends");
        assert_eq!(ended.status, Some(0));
        assert!(told.elapsed() > Duration::from_secs(4), "the call had its time");
    }

    #[tokio::test]
    async fn a_second_signal_ends_it_at_once() {
        let portal = Program::start(&[]).await.expect("a port is free");
        let _stream = begun(&portal, "never sent").await;
        portal.signal(Signal::TERM).expect("it runs");
        closed(&portal).await;
        let told = Instant::now();
        portal.signal(Signal::TERM).expect("it runs");
        let ended = portal.ended().await.expect("it ends");
        assert_eq!(ended.status, Some(0));
        assert!(told.elapsed() < Duration::from_secs(4), "it waited for the call");
    }
}
