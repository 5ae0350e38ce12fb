//! Connectors as one would write them with serde's derives, without this library: what the benchmarks compare with.

use std::error::Error;
use std::fmt;

use bitrix_api::DateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The parameters of `biconnector.connector.update`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Update {
    /// Which connector.
    pub id: i64,
    /// What is to change.
    pub fields: Patch,
    /// The access token, for applications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth: Option<String>,
}

impl Update {
    /// The update of the documentation's example.
    #[must_use]
    pub fn example(auth: Option<&str>) -> Self {
        let setting = |name: &str, code: &str| Setting {
            code: code.to_owned(),
            name: name.to_owned(),
            r#type: SettingType::String,
        };
        let fields = Patch {
            title: Some("UPDATED REST CONNECTOR".to_owned()),
            logo: Some("data:image/svg+xml;base64,NEWLOGODATA".to_owned()),
            description: Some("Updated description".to_owned()),
            url_check: Some("http://example.com/api/new_check".to_owned()),
            url_table_list: Some("http://example.com/api/new_table_list".to_owned()),
            url_table_description: Some("http://example.com/api/new_table_description".to_owned()),
            url_data: Some("http://example.com/api/new_data".to_owned()),
            settings: Some(vec![setting("Employee Identifier", "id"), setting("Password", "password")]),
            sort: Some(200),
            ..Patch::default()
        };
        Self { id: 4, fields, auth: auth.map(str::to_owned) }
    }
}

/// New values of a connector's fields.
#[expect(missing_docs, reason = "the fields are those of `biconnector::connector::ConnectorPatch`")]
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Patch {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_check: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_table_list: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_table_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settings: Option<Vec<Setting>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_mapping: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_code: Option<String>,
}

/// A connector as it is read.
#[expect(missing_docs, reason = "the fields are those of `biconnector::connector::Connector`")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connector {
    pub id: i64,
    pub title: String,
    pub logo: String,
    pub description: String,
    pub sort: i64,
    pub url_check: String,
    pub url_data: String,
    pub url_table_list: String,
    pub url_table_description: String,
    pub settings: Vec<Setting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_create: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_mapping: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_code: Option<String>,
}

/// One setting of a connector.
#[expect(missing_docs, reason = "the fields are those of `biconnector::connector::Setting`")]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub code: String,
    pub name: String,
    pub r#type: SettingType,
}

/// What a setting holds.
#[expect(missing_docs, reason = "the words are those of `biconnector::connector::SettingType`")]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum SettingType {
    String,
    Int,
}

/// The library's dates, read by serde straight from the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Date(pub DateTime);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl de::Visitor<'_> for Text {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date and time")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map(Date).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// What a portal answers to an update, whether it did it or not.
#[derive(Debug, Deserialize)]
pub struct UpdateAnswer {
    result: Option<Outcome>,
    error: Option<Refusal>,
    error_description: Option<String>,
}

/// `true`, or an error inside `result`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Outcome {
    Done(bool),
    Refused { error: String, error_description: String },
}

/// The two shapes of an error beside `result`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Refusal {
    Code(String),
    Object { code: String, message: String },
}

impl UpdateAnswer {
    /// Takes only `true` for a success.
    pub fn check(self) -> Result<(), Box<dyn Error>> {
        match (self.error, self.result) {
            (Some(Refusal::Code(code)), _) => {
                Err(format!("{code}: {}", self.error_description.unwrap_or_default()).into())
            }
            (Some(Refusal::Object { code, message }), _) => Err(format!("{code}: {message}").into()),
            (None, Some(Outcome::Refused { error, error_description })) => {
                Err(format!("{error}: {error_description}").into())
            }
            (None, Some(Outcome::Done(true))) => Ok(()),
            (None, Some(Outcome::Done(false)) | None) => Err("the result is not `true`".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::UpdateAnswer;

    #[test]
    fn errors_of_every_shape_are_found() {
        let check = |json| serde_json::from_str::<UpdateAnswer>(json).unwrap().check();
        assert!(check(r#"{"result":true}"#).is_ok());
        for refused in [
            r#"{"error":"ACCESS_DENIED","error_description":"Access denied."}"#,
            r#"{"result":{"error":"ACCESS_DENIED","error_description":"Access denied."}}"#,
            r#"{"error":{"code":"ACCESS_DENIED","message":"Access denied."}}"#,
        ] {
            assert_eq!(check(refused).unwrap_err().to_string(), "ACCESS_DENIED: Access denied.");
        }
        assert!(check(r#"{"result":false}"#).is_err());
        assert!(check("{}").is_err());
    }
}
