//! `/__portal/limits`: how much the portal bears.

use std::time::Duration;

use hyper::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::{Mistake, done};
use crate::limits::RateLimit;
use crate::portal::limits::operating_rules::OperatingRules;
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::GET => Ok(Reply::json(StatusCode::OK, &describe(served))),
        Method::PUT | Method::POST => {
            let change = Change::read(served, &request.body);
            let Change { rate, operating } = change.map_err(|it| Mistake::Body("BAD_LIMITS", it))?;
            if let Some(rate) = rate {
                served.bucket.limit(Some(rate));
            }
            served.simulation.operating.change(|rules| *rules = operating);
            Ok(done())
        }
        _ => Err(Mistake::Verb("GET, PUT, POST", "use GET, PUT or POST")),
    }
}

/// In the form in which it can be set again.
fn describe(served: &Served) -> Value {
    let rate = served.bucket.limited();
    let rate = rate.map(|rate| json!({ "capacity": rate.capacity, "per_second": rate.per_second }));
    let rules = served.simulation.operating.rules();
    let costs: Map<String, Value> =
        rules.costs.iter().map(|(method, cost)| (method.clone(), cost.as_secs_f64().into())).collect();
    json!({
        "rate": rate,
        "operating": {
            "limit": rules.limit.map(|limit| limit.as_secs_f64()),
            "bucket": rules.bucket.as_secs_f64(),
            "costs": costs,
        },
    })
}

/// What is to be changed: what is not named stays as it is, and null is what there is if nobody ever sets it.
struct Change {
    /// Setting a limit empties the bucket.
    rate: Option<RateLimit>,
    operating: OperatingRules,
}

impl Change {
    fn read(served: &Served, body: &[u8]) -> Result<Self, String> {
        let limits: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let mut change = Self { rate: None, operating: served.simulation.operating.rules() };
        for (name, limit) in members(&limits, "limits")? {
            match (name.as_str(), limit) {
                ("rate", Value::Null) => change.rate = Some(RateLimit::UNLIMITED),
                ("rate", limit) => change.rate = Some(read_rate(limit)?),
                ("operating", Value::Null) => change.operating = OperatingRules::default(),
                ("operating", limit) => read_operating(limit, &mut change.operating, served)?,
                _ => return Err(format!("{name}: there is no such limit; there are rate and operating")),
            }
        }
        Ok(change)
    }
}

fn read_operating(limit: &Value, rules: &mut OperatingRules, served: &Served) -> Result<(), String> {
    for (name, value) in members(limit, "operating")? {
        match (name.as_str(), value) {
            ("limit", Value::Null) => rules.limit = None,
            ("limit", value) => rules.limit = Some(seconds(value, "operating.limit")?),
            ("bucket", Value::Null) => rules.bucket = OperatingRules::default().bucket,
            ("bucket", value) => rules.bucket = seconds(value, "operating.bucket")?,
            ("costs", Value::Null) => rules.costs.clear(),
            ("costs", costs) => read_costs(costs, rules, served)?,
            _ => return Err(format!("operating.{name}: it has only limit, bucket and costs")),
        }
    }
    Ok(())
}

fn read_costs(costs: &Value, rules: &mut OperatingRules, served: &Served) -> Result<(), String> {
    for (method, cost) in members(costs, "operating.costs")? {
        let place = format!("operating.costs.{method}");
        let method = method.to_ascii_lowercase();
        if cost.is_null() {
            rules.costs.remove(&method);
            continue;
        }
        let cost = seconds(cost, &place)?;
        served.simulation.check_name(&method).map_err(|problem| format!("{place}: {problem}"))?;
        rules.costs.insert(method, cost);
    }
    Ok(())
}

fn read_rate(limit: &Value) -> Result<RateLimit, String> {
    let (mut capacity, mut per_second) = (None, None);
    for (name, value) in members(limit, "rate")? {
        match name.as_str() {
            "capacity" => capacity = Some(count(value, "rate.capacity")?),
            "per_second" => per_second = Some(number(value, "rate.per_second")?),
            _ => return Err(format!("rate.{name}: it has only capacity and per_second")),
        }
    }
    match (capacity, per_second) {
        (Some(capacity), Some(per_second)) => Ok(RateLimit { capacity, per_second }),
        _ => Err("rate: it needs both capacity and per_second".to_owned()),
    }
}

fn members<'v>(value: &'v Value, place: &str) -> Result<&'v Map<String, Value>, String> {
    value.as_object().ok_or_else(|| format!("{place}: expected an object"))
}

fn count(value: &Value, place: &str) -> Result<u32, String> {
    let count =
        value.as_f64().filter(|count| count.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(count));
    // It is one of them.
    count.map(|count| count as u32).ok_or_else(|| format!("{place}: expected a whole number of at least 0"))
}

fn number(value: &Value, place: &str) -> Result<f64, String> {
    let number = value.as_f64().filter(|number| *number >= 0.0);
    number.ok_or_else(|| format!("{place}: expected a number of at least 0"))
}

fn seconds(value: &Value, place: &str) -> Result<Duration, String> {
    let seconds = value.as_f64().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or_else(|| format!("{place}: expected a number of seconds"))
}
