//! The simulated portal without its network: credentials, the methods it knows, and its state.

use std::sync::{Mutex, MutexGuard};

use jiff::Timestamp;
use tokio::time::Instant;

use super::authorisation::application::Application;
use super::authorisation::identity::Identity;
use super::authorisation::{Authorisation, USER, WEBHOOK_SECRET};
use super::limits::operating::Operating;
use super::lock::lock;
use super::methods::answer::Answer;
use super::methods::batch;
use super::methods::biconnector::call::{Call, Halt};
use super::methods::biconnector::endpoint::Asker;
use super::methods::success::Success;
use super::methods::system_code::SystemCode;
use super::methods::{Found, Methods, Single};
use super::network::route::Caller;
use super::state::State;
use super::state::seed::{self, SeedError};
use crate::php::{Array, Value};

/// A portal that answers calls one at a time.
#[derive(Debug)]
pub(super) struct Simulation {
    methods: Methods,
    allow_webhook: bool,
    /// What a portal knows that nobody has seeded.
    blank: State,
    pub(super) asker: Asker,
    pub(super) authorisation: Authorisation,
    pub(super) operating: Operating,
    /// What it knew when it started.
    first: State,
    state: Mutex<State>,
}

impl Simulation {
    /// A portal that begins blank; the error says what is wrong with a spec, or with the system.
    pub(super) fn new(
        blank: State,
        allow_webhook: bool,
        allow_private: bool,
        authorisation: Authorisation,
        operating: Operating,
    ) -> Result<Self, String> {
        let asker = Asker::new(allow_private).map_err(|error| format!("cannot call endpoints: {error}"))?;
        let (first, state) = (blank.clone(), Mutex::new(blank.clone()));
        let methods = Methods::read()?;
        Ok(Self { methods, allow_webhook, blank, asker, authorisation, operating, first, state })
    }

    /// The portal that knows this when it starts.
    pub(super) fn starting_with(self, json: &[u8]) -> Result<Self, SeedError> {
        let first = seed::read(&seed::parse(json)?, &self.methods, self.blank.clone())?;
        Ok(Self { state: Mutex::new(first.clone()), first, ..self })
    }

    /// What is wrong with the name of a method, in lower case, that the portal does not have.
    pub(super) fn check_name(&self, method: &str) -> Result<(), String> {
        self.methods.check_name(method)
    }

    /// Puts back what it knew when it started.
    pub(super) fn reset_state(&self) {
        *self.state() = self.first.clone();
    }

    /// Answers a call. `method` is in lower case.
    pub(super) async fn call(&self, method: &str, identity: Identity, params: &Array) -> Answer {
        match self.admit(method, identity) {
            Ok(Found::Batch) => batch::answer(self, identity, params).await,
            Ok(Found::Single(single)) => self.answer(method, single, identity, params).await,
            Err(code) => Answer::refused(code),
        }
    }

    /// Answers a command of a batch, which calls anything but another batch.
    pub(super) async fn command(&self, method: &str, identity: Identity, params: &Array) -> Answer {
        match self.admit(method, identity) {
            Ok(Found::Batch) => Answer::refused(SystemCode::BatchMethodNotAllowed),
            Ok(Found::Single(single)) => self.answer(method, single, identity, params).await,
            Err(code) => Answer::refused(code),
        }
    }

    async fn answer(&self, method: &str, found: Single<'_>, identity: Identity, params: &Array) -> Answer {
        let start = Timestamp::now();
        let begun = Instant::now();
        let outcome = self.finish(found, identity, params).await;
        let usage = self.operating.charge(identity, method, begun.elapsed());
        match outcome {
            Ok(result) => Answer::new(Ok(result), start, usage),
            Err(Halt::Refused(refusal)) => Answer::new(Err(refusal), start, usage),
            Err(Halt::Crash | Halt::Ask(_)) => Answer::crash(),
        }
    }

    /// Who calls.
    pub(super) fn identify(&self, caller: Caller<'_>, params: &Array) -> Identity {
        match caller {
            Caller::Application => match params.get("auth") {
                Some(Value::Text(token)) => self.authorisation.identify(token),
                _ => Identity::Unknown,
            },
            Caller::Webhook { user, secret } if user == USER.to_string() && secret == WEBHOOK_SECRET => {
                Identity::Webhook
            }
            Caller::Webhook { .. } => Identity::Unknown,
        }
    }

    /// The method that is called, if the system lets it be called.
    fn admit(&self, method: &str, identity: Identity) -> Result<Found<'_>, SystemCode> {
        if let Some(code) = identity.refusal() {
            return Err(code);
        }
        let found = self.methods.find(method).ok_or(SystemCode::MethodNotFound)?;
        if self.operating.is_exceeded(identity, method) {
            Err(SystemCode::OperationTimeLimit)
        } else {
            Ok(found)
        }
    }

    /// Runs a call to its end, which may have to wait for an endpoint.
    async fn finish(&self, found: Single<'_>, identity: Identity, params: &Array) -> Result<Success, Halt> {
        match self.run(found, identity, params, None) {
            // Nobody else waits while an endpoint takes its time: the state is free, and looked at again.
            Err(Halt::Ask(endpoint)) => {
                let verdict = self.asker.ask(&endpoint).await;
                self.run(found, identity, params, Some(verdict))
            }
            end => end,
        }
    }

    fn run(
        &self,
        found: Single<'_>,
        identity: Identity,
        params: &Array,
        verdict: Option<bool>,
    ) -> Result<Success, Halt> {
        let (entity, method) = match found {
            Single::Basic(basic) => {
                let exists = |name: &str| self.methods.find(name).is_some();
                return Ok(basic.run(identity, params, exists).into());
            }
            Single::Deal(method) => return Ok(self.methods.crm.run(method, params, &mut self.state())?),
            Single::Entity(entity, method) => (entity, method),
        };
        let application = match identity {
            Identity::Application(application) => Some(application),
            Identity::Webhook => self.allow_webhook.then_some(Application::First),
            Identity::Expired(_) | Identity::Unknown => None,
        };
        let mut state = self.state();
        let release = state.release;
        let entities = &self.methods.entities;
        let call = Call { entities, entity, method, params, application, release, verdict };
        call.run(&mut state).map(Success::from)
    }

    /// Puts another state in the place of the whole present one; on an error nothing changes.
    pub(super) fn seed(&self, state: &Value) -> Result<(), SeedError> {
        let read = seed::read(state, &self.methods, self.blank.clone())?;
        *self.state() = read;
        Ok(())
    }

    /// The same with a state that is still JSON.
    pub(super) fn seed_json(&self, json: &[u8]) -> Result<(), SeedError> {
        self.seed(&seed::parse(json)?)
    }

    /// The present state, as it can be seeded again.
    pub(super) fn describe(&self) -> Array {
        self.state().describe(&self.methods.entities)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A call that panicked has written nothing half: every action writes with its last statement.
        lock(&self.state)
    }
}

#[cfg(test)]
mod tests {
    use super::{Authorisation, Operating, Simulation};
    use crate::php::{Array, Key, Value};
    use crate::portal::authorisation::application::TOKEN;
    use crate::portal::limits::operating_rules::OperatingRules;
    use crate::portal::network::route::Caller;
    use crate::portal::state::State;
    use crate::portal::state::release::Release;

    const STATE: &str = r#"{
        "connectors": [
            {"id": 1, "title": "Alpha", "sort": 300, "dateCreate": "2025-03-24 07:25:59"},
            {"id": 2, "title": "Beta", "description": "two", "sort": 100, "dateCreate": null},
            {"id": 3, "owner": "other"},
            {"id": 4, "title": "alphabet", "description": "four", "sort": 200, "dateCreate": "2025-05-01 00:00:00"}
        ],
        "sources": [{"id": 9, "connectorId": 1}]
    }"#;

    fn parse(json: &str) -> Value {
        serde_json::from_str(json).expect(json)
    }

    fn empty(allow_webhook: bool) -> Simulation {
        let authorisation = Authorisation::new(None);
        let operating = Operating::new(OperatingRules::default());
        let simulation =
            Simulation::new(State::empty(Release::default()), allow_webhook, true, authorisation, operating);
        simulation.expect("the shipped specs are sound")
    }

    fn portal(state: &str) -> Simulation {
        let simulation = empty(false);
        simulation.seed(&parse(state)).expect("it is a state");
        simulation
    }

    /// What the application's call of a connector method is answered with: a code, or the result as JSON.
    fn answer(simulation: &Simulation, method: &str, params: &str) -> String {
        let mut params = parse(params).as_array().expect("an object").clone();
        params.insert(Key::from("auth"), Value::from(TOKEN));
        outcome(simulation, method, Caller::Application, &params)
    }

    fn outcome(simulation: &Simulation, method: &str, caller: Caller<'_>, params: &Array) -> String {
        let method = format!("biconnector.connector.{method}");
        let call = simulation.call(&method, simulation.identify(caller, params), params);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let body = runtime.expect("threads are to be had").block_on(call).body;
        let body = body.as_ref().and_then(Value::as_array).expect("an answer is an object");
        let result = body.get("result").unwrap_or(&Value::Null);
        let nested = result.as_array().and_then(|result| result.get("error")?.as_array());
        match nested.unwrap_or(body).get("error") {
            Some(code) => code.to_text(),
            None => serde_json::to_string(result).expect("results can be written"),
        }
    }

    #[test]
    fn the_first_failing_check_answers() {
        let portal = portal(STATE);
        for (params, code) in [
            (r#"{"fields": {"x": 1}}"#, "VALIDATION_ID_NOT_PROVIDED"),
            (r#"{"id": null, "fields": {"x": 1}}"#, "VALIDATION_INVALID_ID_FORMAT"),
            (r#"{"id": 99, "fields": []}"#, "VALIDATION_FIELDS_NOT_PROVIDED"),
            (r#"{"id": 99, "fields": {"id": 1, "x": 1}}"#, "VALIDATION_UNKNOWN_PARAMETERS"),
            (r#"{"id": 99, "fields": {"sort": "x", "id": 1}}"#, "VALIDATION_READ_ONLY_FIELD"),
            (r#"{"id": 99, "fields": {"settings": [{}], "title": null}}"#, "VALIDATION_INVALID_FIELD_TYPE"),
            (r#"{"id": 3, "fields": {"settings": [{}]}}"#, "CONNECTOR_NOT_FOUND"),
            (
                r#"{"id": 1, "fields": {"settings": [{}], "title": ""}}"#,
                "VALIDATION_SETTINGS_MISSING_REQUIRED_FIELDS",
            ),
            (r#"{"id": 1, "fields": {"title": ""}}"#, "BX_EMPTY_REQUIRED"),
            (r#"{"id": 1, "fields": {"sort": " 7.9 "}}"#, "true"),
        ] {
            assert_eq!(answer(&portal, "update", params), code, "{params}");
        }
        assert_eq!(
            answer(&portal, "list", r#"{"filter": {"id": 1}, "select": ["id", "sort"]}"#),
            r#"[{"id":1,"sort":7}]"#
        );
    }

    #[test]
    fn filters_choose_rows_as_the_storage_does() {
        let portal = portal(STATE);
        let chosen = |filter: &str| {
            answer(&portal, "list", &format!(r#"{{"select": ["id"], "filter": {filter}}}"#))
                .replace("{\"id\":", "")
                .replace('}', "")
        };
        for (filter, ids) in [
            ("[]", "[1,2,4]"),
            (r#"{"@id": []}"#, "[1,2,4]"),
            (r#"{"id": ["1", 4]}"#, "[1,4]"),
            (r#"{"!@id": [2]}"#, "[1,4]"),
            (r#"{"title": "ALPHA"}"#, "[1]"),
            (r#"{"!%title": "lpha"}"#, "[2]"),
            (r#"{"%=title": "a%t"}"#, "[4]"),
            (r#"{"><sort": [100, 200]}"#, "[2,4]"),
            (r#"{">dateCreate": "2025-04-01"}"#, "[4]"),
            (r#"{"dateCreate": null}"#, "[2]"),
            (r#"{"logic": "OR", "id": 1, "title": "Beta"}"#, "[1,2]"),
            (r#"{"0": {"logic": "or", "id": 1, "title": "Beta"}, "!description": ""}"#, "[2]"),
            (r#"{"@title": ["Alpha"]}"#, "VALIDATION_FIELD_NOT_ALLOWED_IN_FILTER"),
            (r#"{"@foo": [1]}"#, "100"),
            (r#"{">>id": 1}"#, "100"),
        ] {
            assert_eq!(chosen(filter), ids, "{filter}");
        }
    }

    #[test]
    fn a_connector_in_use_stays_and_identifiers_are_never_given_twice() {
        let portal = portal(STATE);
        assert_eq!(answer(&portal, "delete", r#"{"id": 1}"#), "CONNECTOR_DELETE_RESTRICTED");
        assert_eq!(answer(&portal, "delete", r#"{"id": 4}"#), "true");
        assert_eq!(answer(&portal, "delete", r#"{"id": 4}"#), "CONNECTOR_NOT_FOUND");
        let fields = r#"{"fields": {"title": "t", "logo": "l", "settings": [], "urlCheck": "u", "urlData": "u",
            "urlTableList": "u", "urlTableDescription": "u"}}"#;
        assert_eq!(answer(&portal, "add", fields), r#"{"id":5}"#);
    }

    #[test]
    fn callers_without_the_right_are_refused() {
        let webhook = |secret| Caller::Webhook { user: "1", secret };
        let given = portal(STATE);
        let none = Array::default();
        assert_eq!(outcome(&given, "list", Caller::Application, &none), "NO_AUTH_FOUND");
        assert_eq!(outcome(&given, "list", webhook("guess"), &none), "NO_AUTH_FOUND");
        assert_eq!(outcome(&given, "list", webhook("portal-webhook"), &none), "ACCESS_DENIED");
        assert!(
            outcome(&given, "fields", webhook("portal-webhook"), &none)
                .starts_with(r#"{"fields":[{"title":"id""#)
        );
        assert_eq!(outcome(&given, "nothing", webhook("portal-webhook"), &none), "ERROR_METHOD_NOT_FOUND");

        let denied = portal(r#"{"access": false}"#);
        assert_eq!(answer(&denied, "fields", "{}"), "ACCESS_DENIED");
        let allowing = empty(true);
        assert_eq!(outcome(&allowing, "list", webhook("portal-webhook"), &none), "[]");
    }
}
