//! The documentation page of `biconnector.connector.update` that the project began with: its call, its answers.

use bitrix_api::NotAnId;
use bitrix_api::biconnector::connector::{ConnectorId, Setting, SettingType, Update};

/// The page's request body, without the access token.
pub const REQUEST: &str = r#"{
    "id": 4,
    "fields": {
        "title": "UPDATED REST CONNECTOR",
        "logo": "data:image/svg+xml;base64,NEWLOGODATA",
        "description": "Updated description",
        "urlCheck": "http://example.com/api/new_check",
        "urlTableList": "http://example.com/api/new_table_list",
        "urlTableDescription": "http://example.com/api/new_table_description",
        "urlData": "http://example.com/api/new_data",
        "settings": [
            { "name": "Employee Identifier", "type": "STRING", "code": "id" },
            { "name": "Password", "type": "STRING", "code": "password" }
        ],
        "sort": 200
    }
}"#;

/// The page's answer to success.
pub const RESPONSE: &str = r#"{
    "result": true,
    "time": {
        "start": 1725365418.056843,
        "finish": 1725365419.671506,
        "duration": 1.6146628856658936,
        "processing": 1.3475170135498047,
        "date_start": "2024-09-03T14:10:18+02:00",
        "date_finish": "2024-09-03T14:10:19+02:00"
    }
}"#;

/// The page's answer to failure, which comes with HTTP 200.
pub const ERROR: &str = r#"{
    "error": "VALIDATION_FIELDS_NOT_PROVIDED",
    "error_description": "Fields not provided."
}"#;

/// The page's call.
pub fn update() -> Result<Update, NotAnId> {
    let setting = |name: &str, code: &str| Setting {
        code: code.into(),
        name: name.into(),
        r#type: SettingType::String,
    };
    Ok(Update::new(ConnectorId::new(4)?)
        .title("UPDATED REST CONNECTOR")
        .logo("data:image/svg+xml;base64,NEWLOGODATA")
        .description("Updated description")
        .url_check("http://example.com/api/new_check")
        .url_table_list("http://example.com/api/new_table_list")
        .url_table_description("http://example.com/api/new_table_description")
        .url_data("http://example.com/api/new_data")
        .settings([setting("Employee Identifier", "id"), setting("Password", "password")])
        .sort(200))
}
