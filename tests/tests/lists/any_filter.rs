//! Whatever filter, order and text: the rows that come are those that the same conditions choose in plain Rust.

use bitrix_api::biconnector::connector::{Connector, List};
use bitrix_api::codec::to_json;
use bitrix_api::crm::deal::Deal;
use bitrix_api::list::{Filter, Order};
use bitrix_tests::like::is_like;
use serde_json::{Value, json};

use crate::setting::{DEALS, all_deals, asked, connector, connectors, deals, ids_of};

/// A connector as plain Rust sees it.
#[derive(Debug, Clone)]
struct Row {
    id: i64,
    title: String,
    description: String,
    sort: i64,
}

#[derive(Debug, Clone)]
enum Condition {
    Text { of_title: bool, operator: Text, value: String },
    Number { of_id: bool, operator: Number, value: i64 },
    Among { of_id: bool, negated: bool, values: Vec<i64> },
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

#[derive(Debug, Clone, Copy)]
enum Text {
    Equals,
    Differs,
    Contains,
    Like,
}

#[derive(Debug, Clone, Copy)]
enum Number {
    Equals,
    Differs,
    Above,
    AtLeast,
    Below,
    AtMost,
}

const TEXTS: [Text; 4] = [Text::Equals, Text::Differs, Text::Contains, Text::Like];
const NUMBERS: [Number; 6] =
    [Number::Equals, Number::Differs, Number::Above, Number::AtLeast, Number::Below, Number::AtMost];

impl Condition {
    fn any(random: &mut fastrand::Rng, depth: usize) -> Self {
        let kind = if depth == 0 { random.u8(..3) } else { random.u8(..5) };
        let of_id = random.bool();
        match kind {
            0 => Self::Text {
                of_title: random.bool(),
                operator: TEXTS[random.usize(..TEXTS.len())],
                value: text(random, 2),
            },
            1 => Self::Number {
                of_id,
                operator: NUMBERS[random.usize(..NUMBERS.len())],
                value: random.i64(1..9),
            },
            2 => {
                let values = (0..random.usize(1..4)).map(|_| random.i64(1..9)).collect();
                Self::Among { of_id, negated: random.bool(), values }
            }
            kind => {
                let inner = (0..random.usize(1..4)).map(|_| Self::any(random, depth - 1)).collect();
                if kind == 3 { Self::All(inner) } else { Self::Any(inner) }
            }
        }
    }

    fn holds(&self, row: &Row) -> bool {
        match self {
            Self::Text { of_title, operator, value } => {
                let held = if *of_title { &row.title } else { &row.description }.to_lowercase();
                let value = value.to_lowercase();
                match operator {
                    Text::Equals => held == value,
                    Text::Differs => held != value,
                    Text::Contains => held.contains(&value),
                    Text::Like => is_like(&held, &value),
                }
            }
            Self::Number { of_id, operator, value } => {
                let held = if *of_id { &row.id } else { &row.sort };
                match operator {
                    Number::Equals => held == value,
                    Number::Differs => held != value,
                    Number::Above => held > value,
                    Number::AtLeast => held >= value,
                    Number::Below => held < value,
                    Number::AtMost => held <= value,
                }
            }
            Self::Among { of_id, negated, values } => {
                values.contains(if *of_id { &row.id } else { &row.sort }) != *negated
            }
            Self::All(inner) => inner.iter().all(|condition| condition.holds(row)),
            Self::Any(inner) => inner.iter().any(|condition| condition.holds(row)),
        }
    }

    fn filter(&self) -> Filter<Connector> {
        match self {
            Self::Text { of_title, operator, value } => {
                let field = if *of_title { Connector::TITLE } else { Connector::DESCRIPTION };
                match operator {
                    Text::Equals => field.equals(value),
                    Text::Differs => field.differs_from(value),
                    Text::Contains => field.contains(value),
                    Text::Like => field.like(value),
                }
            }
            Self::Number { of_id: true, operator, value } => {
                let value = connector(*value);
                match operator {
                    Number::Equals => Connector::ID.equals(value),
                    Number::Differs => Connector::ID.differs_from(value),
                    Number::Above => Connector::ID.above(value),
                    Number::AtLeast => Connector::ID.at_least(value),
                    Number::Below => Connector::ID.below(value),
                    Number::AtMost => Connector::ID.at_most(value),
                }
            }
            Self::Number { of_id: false, operator, value } => match operator {
                Number::Equals => Connector::SORT.equals(*value),
                Number::Differs => Connector::SORT.differs_from(*value),
                Number::Above => Connector::SORT.above(*value),
                Number::AtLeast => Connector::SORT.at_least(*value),
                Number::Below => Connector::SORT.below(*value),
                Number::AtMost => Connector::SORT.at_most(*value),
            },
            Self::Among { of_id: true, negated, values } => {
                let values = values.iter().copied().map(connector);
                if *negated { Connector::ID.none_of(values) } else { Connector::ID.one_of(values) }
            }
            Self::Among { of_id: false, negated, values } => {
                let values = values.iter().copied();
                if *negated { Connector::SORT.none_of(values) } else { Connector::SORT.one_of(values) }
            }
            Self::All(inner) => inner.iter().map(Self::filter).reduce(Filter::and).unwrap_or_default(),
            Self::Any(inner) => inner.iter().map(Self::filter).reduce(Filter::or).unwrap_or_default(),
        }
    }
}

/// Characters that mean something to a query string, to JSON, to SQL or to a filter, and some of other scripts.
const CHARACTERS: [char; 24] = [
    'a', 'A', 'b', 'ä', 'Ж', 'ж', '語', '🦀', '%', '_', '&', '+', '=', '#', '[', ']', '"', '\'', '\\', '>',
    '!', '@', ' ', '$',
];

fn text(random: &mut fastrand::Rng, most: usize) -> String {
    (0..random.usize(..=most)).map(|_| CHARACTERS[random.usize(..CHARACTERS.len())]).collect()
}

fn some_rows(random: &mut fastrand::Rng) -> Vec<Row> {
    let row = |id, random: &mut fastrand::Rng| Row {
        id,
        title: format!("{}{}", CHARACTERS[random.usize(..CHARACTERS.len())], text(random, 2)),
        description: text(random, 2),
        sort: random.i64(1..9),
    };
    (1..=40).map(|id| row(id, random)).collect()
}

fn state(rows: &[Row]) -> Value {
    rows.iter()
        .map(|row| {
            let Row { id, title, description, sort } = row;
            json!({ "id": id, "owner": "self", "title": title, "description": description, "sort": sort })
        })
        .collect()
}

#[tokio::test]
async fn any_filter_with_any_groups_chooses_the_rows_that_it_means() {
    let mut random = fastrand::Rng::with_seed(7);
    let rows = some_rows(&mut random);
    let (_portal, client) = connectors(state(&rows)).await;
    for _ in 0..400 {
        let condition = Condition::any(&mut random, 3);
        let expected: Vec<i64> = rows.iter().filter(|row| condition.holds(row)).map(|row| row.id).collect();
        let request = List::new().filter(condition.filter()).order(Connector::ID.ascending());
        let sent = String::from_utf8(to_json(&request)).expect("it is Unicode");
        let found = client.call(request).await.expect("a page");
        assert_eq!(ids_of(&found), expected, "{condition:?}: {sent}");
    }
}

#[tokio::test]
async fn any_filter_means_the_same_in_a_batch() {
    let mut random = fastrand::Rng::with_seed(10);
    let rows = some_rows(&mut random);
    let (_portal, client) = connectors(state(&rows)).await;
    let conditions: Vec<_> = (0..100).map(|_| Condition::any(&mut random, 3)).collect();
    let mut batch = client.batch();
    let commands: Vec<_> = conditions
        .iter()
        .map(|condition| {
            let request = List::new().filter(condition.filter()).order(Connector::ID.ascending());
            batch.add(request).expect("a batch can carry it")
        })
        .collect();
    let mut results = batch.send().await;
    for (condition, command) in conditions.iter().zip(commands) {
        let expected: Vec<i64> = rows.iter().filter(|row| condition.holds(row)).map(|row| row.id).collect();
        let found = results.take(command).expect("a page");
        assert_eq!(ids_of(&found), expected, "{condition:?}");
    }
}

#[tokio::test]
async fn any_order_sorts_as_it_says() {
    let mut random = fastrand::Rng::with_seed(8);
    let rows = some_rows(&mut random);
    let (_portal, client) = connectors(state(&rows)).await;
    for _ in 0..60 {
        let mut keys: Vec<(usize, bool)> = (0..3).map(|field| (field, random.bool())).collect();
        random.shuffle(&mut keys);
        keys.truncate(random.usize(1..=3));
        let order = keys.iter().map(|(field, descending)| match (field, descending) {
            (0, true) => Connector::TITLE.descending(),
            (0, false) => Connector::TITLE.ascending(),
            (1, true) => Connector::SORT.descending(),
            (1, false) => Connector::SORT.ascending(),
            (_, true) => Connector::ID.descending(),
            (_, false) => Connector::ID.ascending(),
        });
        let order = order.reduce(Order::then).unwrap_or_default();
        let mut expected = rows.clone();
        expected.sort_by(|left, right| {
            let compared = keys.iter().map(|(field, descending)| {
                let ascending = match field {
                    0 => left.title.to_lowercase().cmp(&right.title.to_lowercase()),
                    1 => left.sort.cmp(&right.sort),
                    _ => left.id.cmp(&right.id),
                };
                if *descending { ascending.reverse() } else { ascending }
            });
            compared.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
        let found = client.call(List::new().order(order)).await.expect("a page");
        assert_eq!(ids_of(&found), expected.iter().map(|row| row.id).collect::<Vec<_>>(), "{keys:?}");
    }
}

#[tokio::test]
async fn any_text_arrives_as_it_is() {
    let mut random = fastrand::Rng::with_seed(9);
    let (portal, client) = deals(1).await;
    for _ in 0..100 {
        let length = random.usize(..40);
        let text: String = (0..length).map(|_| random.char(..)).collect();
        let filter = Deal::TITLE.equals(&text).and(Deal::STAGE_ID.one_of([text.as_str(), "WON"]));
        portal.clear_calls();
        client.call(all_deals().filter(filter)).await.expect("a page");
        let expected = json!({ "=TITLE": text, "@STAGE_ID": [text, "WON"] });
        assert_eq!(asked(&portal, DEALS)[0]["filter"], expected);
    }
}
