//! The same by the options and the control interface of the program `bitrix-portal`.

use bitrix_tests::ended::Ended;
use bitrix_tests::program::{Program, run};
use serde_json::{Value, json};

use crate::setting::{GET, UPDATE, ask, call_as};

const TOKEN: &str = "portal-token";

async fn control(portal: &Program, verb: &str, part: &str, body: Value) -> (Option<u16>, Value) {
    let answer = ask(&portal.base, verb, &format!("/__portal/{part}"), &body.to_string()).await;
    (answer.status, answer.json())
}

async fn status(portal: &Program, method: &str) -> Option<u16> {
    call_as(&portal.base, TOKEN, method, json!({ "id": 4 })).await.status
}

const DONE: (Option<u16>, Value) = (Some(204), Value::Null);

#[tokio::test]
async fn help_names_every_fault_and_every_part_of_the_control_interface() {
    let help = run(&["--help"]).await.expect("the program runs").out;
    for part in [
        "--fault FAULT",
        "--moved-to ORIGIN",
        "--rate-limit CAPACITY,PER_SECOND",
        "--operating-limit SECONDS",
        "--operating-bucket SECONDS",
        "--operating-cost METHOD=SECONDS",
        "--token-lifetime SECONDS",
        "--expire-tokens",
        "drop ",
        "delay=SECONDS",
        "page=STATUS",
        "error=CODE",
        "redirect=STATUS,to=ORIGIN",
        "truncated ",
        "garbage ",
        "empty ",
        "not-utf8 ",
        "huge=BYTES",
        "/oauth/token/",
        "/__portal/counts",
        "/__portal/faults",
        "/__portal/moved",
        "/__portal/limits",
        "/__portal/tokens",
        "/__portal/reset",
    ] {
        assert!(help.contains(part), "`{part}` is missing from:\n{help}");
    }
}

#[tokio::test]
async fn a_wrong_value_is_named_with_the_remedy() {
    for (args, message) in [
        (["--fault", "drpo"], "--fault: \"drpo\": there is no such fault; there are drop, delay=SECONDS,"),
        (["--fault", "drop\n"], "--fault: \"drop\\n\": there is no such fault;"),
        (["--fault", "--log"], "--fault: its value is missing; give one like drop,times=2"),
        (
            ["--moved-to", "http://user:hush@a/"],
            "--moved-to: expected scheme, host and port and nothing else,",
        ),
        (
            ["--rate-limit", "50"],
            "--rate-limit: expected the bucket's capacity and how much drains in a second",
        ),
        (["--operating-limit", "-1"], "--operating-limit: \"-1\" is no number of seconds; give one like 480"),
        (["--operating-bucket", "x"], "--operating-bucket: \"x\" is no number of seconds; give one like 60"),
        (
            ["--operating-cost", "a.b"],
            "--operating-cost: \"a.b\" is no cost of a method; give METHOD=SECONDS,",
        ),
        (
            ["--operating-cost", "profil=2"],
            "--operating-cost: the portal has no method \"profil\"; did you mean profile?",
        ),
        (
            ["--fault", "drop,method=crm.deal.lst"],
            "--fault: the portal has no method \"crm.deal.lst\"; did you mean crm.deal.list?",
        ),
        (["--token-lifetime", "1h"], "--token-lifetime: \"1h\" is no number of seconds; give one like 3600"),
    ] {
        let Ended { status, error, .. } = run(&args).await.expect("the program runs");
        let line = error.strip_prefix("bitrix-portal: ").expect("the program says its name");
        assert!(line.starts_with(message) && error.lines().count() == 1, "{error}");
        assert_eq!(status, Some(2));
    }
}

#[tokio::test]
async fn faults_wait_in_the_order_of_the_options() {
    let args = ["--fault", "drop", "--fault", "page=502,times=2", "--fault", "garbage,method=profile"];
    let portal = Program::start(&args).await.expect("the options are right");
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(status(&portal, GET).await);
    }
    assert_eq!(statuses, [None, Some(502), Some(502), Some(200)]);
    let (_, left) = control(&portal, "GET", "faults", Value::Null).await;
    assert_eq!(left, json!(["garbage,method=profile"]));
}

#[tokio::test]
async fn limits_and_tokens_are_options() {
    let args = ["--rate-limit", "2,0", "--operating-limit", "0.5", "--operating-bucket", "600"];
    let more = ["--operating-cost", "biconnector.connector.get=0.75", "--token-lifetime", "60"];
    let portal = Program::start(&[args.as_slice(), &more].concat()).await.expect("the options are right");
    assert_eq!([status(&portal, GET).await, status(&portal, GET).await], [Some(200), Some(429)]);
    assert_eq!(status(&portal, GET).await, Some(503));
    let (_, limits) = control(&portal, "GET", "limits", Value::Null).await;
    let expected = json!({ "rate": { "capacity": 2, "per_second": 0.0 },
        "operating": { "limit": 0.5, "bucket": 600.0, "costs": { GET: 0.75 } } });
    assert_eq!(limits, expected);

    let portal =
        Program::start(&["--expire-tokens", "--token-lifetime", "60"]).await.expect("they are right");
    assert_eq!(status(&portal, GET).await, Some(401));
    let query = "grant_type=refresh_token&client_id=portal-app&client_secret=portal-app-secret";
    let path = format!("/oauth/token/?{query}&refresh_token=portal-refresh");
    let new = ask(&portal.base, "GET", &path, "").await.json();
    assert_eq!(new["expires_in"], 60);
    let token = new["access_token"].as_str().expect("a token");
    assert_eq!(call_as(&portal.base, token, GET, json!({ "id": 4 })).await.status, Some(200));
}

#[tokio::test]
async fn a_portal_can_have_moved_from_the_start_and_come_back() {
    let portal = Program::start(&["--moved-to", "http://127.0.0.1:1"]).await.expect("it is an origin");
    let answer = call_as(&portal.base, TOKEN, GET, json!({})).await;
    let location = format!("http://127.0.0.1:1/rest/{GET}");
    assert_eq!((answer.status, answer.header("location")), (Some(302), Some(location.as_str())));
    let moved = |verb, body| control(&portal, verb, "moved", body);
    assert_eq!(moved("GET", Value::Null).await.1, "http://127.0.0.1:1");
    assert_eq!(moved("DELETE", Value::Null).await, DONE);
    assert_eq!(status(&portal, GET).await, Some(200));
    assert_eq!(moved("PUT", json!("http://127.0.0.1:2/")).await, DONE);
    assert_eq!(moved("GET", Value::Null).await.1, "http://127.0.0.1:2");
    let (_, answer) = moved("PUT", Value::Null).await;
    let expected = "1:4: expected a JSON text like \"http://127.0.0.1:8080\"";
    assert_eq!(answer["error_description"], expected);
    for no_origin in ["127.0.0.1", "ftp://127.0.0.1"] {
        let (status, answer) = moved("PUT", json!(no_origin)).await;
        assert_eq!((status, &answer["error"]), (Some(400), &json!("BAD_ORIGIN")), "{no_origin}");
    }
}

#[tokio::test]
async fn the_control_interface_plans_faults_and_counts_what_ran() {
    let portal = Program::start(&[]).await.expect("a port is free");
    control(&portal, "PUT", "state", json!({ "connectors": [{ "id": 4 }] })).await;
    let faults = |verb, body| control(&portal, verb, "faults", body);
    assert_eq!(faults("POST", json!(["drop,after"])).await, DONE);
    let two = json!(["error=OVERLOAD_LIMIT,times=2", "empty,oauth"]);
    assert_eq!(faults("POST", two).await, DONE);
    let all = json!(["drop,after", "error=OVERLOAD_LIMIT,times=2", "empty,oauth"]);
    assert_eq!(faults("GET", Value::Null).await.1, all);
    for (body, message) in [
        (json!(["drop", "drpo"]), "[1]: \"drpo\": there is no such fault;"),
        (json!(["drop,oauth,method=profile"]), "[0]: `oauth` and `method=profile`: a fault waits for one of"),
        (json!("drop"), "1:6: expected a JSON list of faults, like"),
        (
            json!(["drop", "drop,method=profil"]),
            "[1]: the portal has no method \"profil\"; did you mean profile?",
        ),
    ] {
        let (status, answer) = faults("PUT", body).await;
        assert_eq!((status, &answer["error"]), (Some(400), &json!("BAD_FAULT")));
        let description = answer["error_description"].as_str().expect("a text");
        assert!(description.starts_with(message), "{description}");
    }
    assert_eq!(faults("GET", Value::Null).await.1, all, "nothing was taken of what was wrong");
    assert_eq!([status(&portal, GET).await, status(&portal, GET).await], [None, Some(503)]);

    let (_, journal) = control(&portal, "GET", "calls", Value::Null).await;
    let told = |at: usize| {
        let call = &journal["calls"][at];
        (call["outcome"].clone(), call["http"].clone(), call["fault"].clone())
    };
    assert_eq!(told(0), (json!("result"), Value::Null, json!("drop,after")));
    assert_eq!(told(1), (json!("error"), json!(503), json!("error=OVERLOAD_LIMIT")));
    let (_, counts) = control(&portal, "GET", "counts", Value::Null).await;
    let expected = json!({ "methods": { GET: { "received": 2, "ran": 1 } },
        "refreshes": { "succeeded": 0, "refused": 0 }, "refused_by_limit": 0 });
    assert_eq!(counts, expected);
    assert_eq!(faults("PUT", json!(["garbage"])).await, DONE);
    assert_eq!(faults("GET", Value::Null).await.1, json!(["garbage"]));
    assert_eq!(faults("DELETE", Value::Null).await, DONE);
    assert_eq!(status(&portal, GET).await, Some(200));
}

#[tokio::test]
async fn the_control_interface_sets_limits_and_ends_tokens() {
    let portal = Program::start(&[]).await.expect("a port is free");
    let limits = |body| control(&portal, "PUT", "limits", body);
    for (body, message) in [
        (json!([]), "limits: expected an object"),
        (json!({ "rates": {} }), "rates: there is no such limit; there are rate and operating"),
        (json!({ "rate": { "capacity": 1 } }), "rate: it needs both capacity and per_second"),
        (json!({ "rate": { "capacity": -1 } }), "rate.capacity: expected a whole number of at least 0"),
        (json!({ "operating": { "limit": "x" } }), "operating.limit: expected a number of seconds"),
        (
            json!({ "operating": { "costs": { "a.b": -1 } } }),
            "operating.costs.a.b: expected a number of seconds",
        ),
        (
            json!({ "operating": { "costs": { "profil": 1 } } }),
            "operating.costs.profil: the portal has no method \"profil\"; did you mean profile?",
        ),
        (json!({ "operating": { "cost": 1 } }), "operating.cost: it has only limit, bucket and costs"),
    ] {
        let expected = json!({ "error": "BAD_LIMITS", "error_description": message });
        assert_eq!(limits(body).await, (Some(400), expected));
    }
    assert_eq!(limits(json!({ "rate": { "capacity": 1, "per_second": 0 } })).await, DONE);
    assert_eq!([status(&portal, UPDATE).await, status(&portal, UPDATE).await], [Some(200), Some(503)]);
    assert_eq!(limits(json!({ "operating": { "limit": 1, "costs": { UPDATE: 2 } } })).await, DONE);
    assert_eq!(status(&portal, UPDATE).await, Some(503), "the rate is the same");
    assert_eq!(limits(json!({ "rate": null, "operating": { "bucket": 600 } })).await, DONE);
    let (_, set) = control(&portal, "GET", "limits", Value::Null).await;
    let expected =
        json!({ "rate": null, "operating": { "limit": 1.0, "bucket": 600.0, "costs": { UPDATE: 2.0 } } });
    assert_eq!(set, expected, "what is not named stays");
    assert_eq!([status(&portal, UPDATE).await, status(&portal, UPDATE).await], [Some(200), Some(429)]);

    assert_eq!(control(&portal, "DELETE", "tokens", Value::Null).await, DONE);
    assert_eq!(status(&portal, GET).await, Some(401));
    let (_, grants) = control(&portal, "GET", "tokens", Value::Null).await;
    for (word, id) in [("self", "portal-app"), ("second", "portal-app-2")] {
        let grant = &grants[word];
        assert_eq!(grant["client_id"], id);
        let [secret, code, address] =
            ["client_secret", "code", "token_address"].map(|it| grant[it].as_str().expect(it));
        assert_eq!(address, format!("{}/oauth/token/", portal.base));
        let query =
            format!("grant_type=authorization_code&client_id={id}&client_secret={secret}&code={code}");
        let new = ask(&portal.base, "GET", &format!("/oauth/token/?{query}"), "").await.json();
        let token = new["access_token"].as_str().expect("a token");
        assert_eq!(call_as(&portal.base, token, GET, json!({ "id": 4 })).await.status, Some(200));
    }
}

#[tokio::test]
async fn a_reset_puts_back_what_the_program_began_with() {
    let args = ["--deals", "3", "--fault", "page=502", "--operating-limit", "60", "--expire-tokens"];
    let portal = Program::start(&args).await.expect("the options are right");
    let read = async |parts: &[&str]| {
        let mut all = Vec::new();
        for part in parts {
            all.push(control(&portal, "GET", part, Value::Null).await.1);
        }
        all
    };
    let parts = ["state", "calls", "counts", "faults", "limits", "moved"];
    let fresh = read(&parts).await;
    assert_eq!([status(&portal, GET).await, status(&portal, GET).await], [Some(502), Some(401)]);
    let refresh = "/oauth/token/?grant_type=refresh_token&client_id=portal-app&client_secret=portal-app-secret\
                   &refresh_token=portal-refresh";
    assert_eq!(ask(&portal.base, "GET", refresh, "").await.status, Some(200));
    for (part, body) in [
        ("state", json!({ "connectors": [{ "id": 4 }], "deals": 1 })),
        ("faults", json!(["garbage", "empty,oauth"])),
        ("limits", json!({ "rate": { "capacity": 0, "per_second": 0 } })),
    ] {
        assert_eq!(control(&portal, "PUT", part, body).await, DONE);
    }
    assert_eq!(status(&portal, GET).await, Some(503));
    assert_eq!(control(&portal, "PUT", "moved", json!("http://127.0.0.1:2")).await, DONE);
    let changed = read(&parts).await;
    assert!(fresh.iter().zip(&changed).all(|(fresh, changed)| fresh != changed), "{changed:?}");

    assert_eq!(control(&portal, "POST", "reset", Value::Null).await, DONE);
    assert_eq!(read(&parts).await, fresh);
    assert_eq!([status(&portal, GET).await, status(&portal, GET).await], [Some(502), Some(401)]);
    assert_eq!(read(&["calls"]).await[0]["calls"][0]["number"], 1);
    assert_eq!(ask(&portal.base, "GET", refresh, "").await.status, Some(200), "it serves once more");
}

#[tokio::test]
async fn the_parts_of_the_control_interface_say_what_they_understand() {
    let portal = Program::start(&[]).await.expect("a port is free");
    for (part, allowed, remedy) in [
        ("counts", "GET", "use GET; to reset the counts, DELETE /__portal/calls"),
        ("faults", "GET, POST, PUT, DELETE", "use GET, POST, PUT or DELETE"),
        ("moved", "GET, PUT, POST, DELETE", "use GET, PUT, POST or DELETE"),
        ("limits", "GET, PUT, POST", "use GET, PUT or POST"),
        ("tokens", "GET, DELETE", "use GET, or DELETE to expire all access tokens"),
        ("reset", "POST", "use POST"),
    ] {
        let answer = ask(&portal.base, "PATCH", &format!("/__portal/{part}"), "").await;
        assert_eq!((answer.status, answer.header("allow")), (Some(405), Some(allowed)));
        assert_eq!(answer.json()["error_description"], remedy);
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_answered_with_those_there_are() {
    let portal = Program::start(&[]).await.expect("a port is free");
    for path in ["/", "/foo", "/rest/", "/__portal", "/__portal/"] {
        let answer = ask(&portal.base, "GET", path, "").await;
        assert_eq!((answer.status, answer.error().as_deref()), (Some(404), Some("BAD_ADDRESS")), "{path}");
        let known = if path.starts_with("/__") { "state, calls, counts" } else { "/rest/METHOD" };
        assert!(answer.json()["error_description"].to_string().contains(known), "{answer:?}");
    }
    let answer = ask(&portal.base, "PUT", &format!("/rest/{GET}"), "{}").await;
    assert_eq!((answer.status, answer.header("allow")), (Some(405), Some("GET, POST")));
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_tells_faults_and_no_secrets() {
    let args = ["--log", "--fault", "page=502,after,oauth", "--fault", "drop"];
    let portal = Program::start(&args).await.expect("the options are right");
    let query = "grant_type=refresh_token&client_id=portal-app&client_secret=portal-app-secret";
    ask(&portal.base, "GET", &format!("/oauth/token/?{query}&refresh_token=portal-refresh"), "").await;
    status(&portal, GET).await;
    portal.signal(rustix::process::Signal::TERM).expect("it runs");
    let log = portal.ended().await.expect("it ends").error;
    let words: Vec<_> =
        log.lines().filter_map(|line| line.rsplit_once(' ')).map(|(words, _)| words).collect();
    assert_eq!(words, ["oauth.token ok+page=502,after", &format!("{GET} dropped+drop")]);
}
