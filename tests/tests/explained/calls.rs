//! The example calls that `bitrix-spec explain` shows, written by a test: see `tests/specs/explained.rs`.

#![allow(unused_imports, deprecated)]

use std::collections::BTreeMap;

use bitrix_api::{Date, DateTime, Decimal};
use serde_json::json;

use super::{Call, sent};

pub(super) const CALLS: &[Call] = &[
    ("user.current", r##"{}"##, || {
        use bitrix_api::basic::*;
        sent(&UserCurrent::new())
    }),
    ("server.time", r##"{}"##, || {
        use bitrix_api::basic::*;
        sent(&ServerTime::new())
    }),
    ("app.info", r##"{}"##, || {
        use bitrix_api::basic::*;
        sent(&AppInfo::new())
    }),
    ("scope", r##"{"full":true}"##, || {
        use bitrix_api::basic::*;
        sent(&Scope::new().full(true))
    }),
    ("method.get", r##"{"name":"user.get"}"##, || {
        use bitrix_api::basic::*;
        sent(&MethodGet::new("user.get"))
    }),
    ("biconnector.connector.add", r##"{"fields":{"title":"SUPER REST CONNECTOR","logo":"data:image/svg+xml;base64,PHN2Zy8+","urlCheck":"http://example.com/api/check","urlData":"http://example.com/api/data","urlTableList":"http://example.com/api/table_list","urlTableDescription":"http://example.com/api/table_description","settings":[{"code":"login","name":"Login","type":"STRING"},{"code":"password","name":"Password","type":"STRING"}],"description":"Connector with token","sort":100}}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&Add::new(NewConnector { title: "SUPER REST CONNECTOR".to_owned(), logo: "data:image/svg+xml;base64,PHN2Zy8+".to_owned(), url_check: "http://example.com/api/check".to_owned(), url_data: "http://example.com/api/data".to_owned(), url_table_list: "http://example.com/api/table_list".to_owned(), url_table_description: "http://example.com/api/table_description".to_owned(), settings: vec![Setting { code: "login".to_owned(), name: "Login".to_owned(), r#type: SettingType::String }, Setting { code: "password".to_owned(), name: "Password".to_owned(), r#type: SettingType::String }] })
                .description("Connector with token")
                .sort(100))
    }),
    ("biconnector.connector.update", r##"{"id":4,"fields":{"title":"UPDATED REST CONNECTOR","logo":"data:image/svg+xml;base64,PHN2Zy8+","description":"Updated description","sort":200,"urlCheck":"http://example.com/api/new_check","urlData":"http://example.com/api/new_data","urlTableList":"http://example.com/api/new_table_list","urlTableDescription":"http://example.com/api/new_table_description","settings":[{"code":"id","name":"Employee Identifier","type":"STRING"},{"code":"password","name":"Password","type":"STRING"}]}}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&Update::new(ConnectorId::new(4)?)
                .title("UPDATED REST CONNECTOR")
                .logo("data:image/svg+xml;base64,PHN2Zy8+")
                .description("Updated description")
                .sort(200)
                .url_check("http://example.com/api/new_check")
                .url_data("http://example.com/api/new_data")
                .url_table_list("http://example.com/api/new_table_list")
                .url_table_description("http://example.com/api/new_table_description")
                .settings(vec![Setting { code: "id".to_owned(), name: "Employee Identifier".to_owned(), r#type: SettingType::String }, Setting { code: "password".to_owned(), name: "Password".to_owned(), r#type: SettingType::String }]))
    }),
    ("biconnector.connector.get", r##"{"id":4}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&Get::new(ConnectorId::new(4)?))
    }),
    ("biconnector.connector.list", r##"{"filter":{"!=description":"","%=title":"MyConnector%"},"order":{"dateCreate":"DESC"},"page":1}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&List::new()
                .filter(Connector::DESCRIPTION.differs_from("")
                    .and(Connector::TITLE.like("MyConnector%")))
                .order(Connector::DATE_CREATE.descending())
                .page(1))
    }),
    ("biconnector.connector.delete", r##"{"id":4}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&Delete::new(ConnectorId::new(4)?))
    }),
    ("biconnector.connector.fields", r##"{}"##, || {
        use bitrix_api::biconnector::connector::*;
        sent(&Fields::new())
    }),
    ("biconnector.dataset.add", r##"{"fields":{"sourceId":3,"name":"rest_dataset","externalName":"extranalName","externalCode":"extrnalCode","fields":[{"type":"int","name":"ID","externalCode":"ID"},{"type":"string","name":"NAME","externalCode":"NAME"},{"type":"string","name":"SURNAME","externalCode":"SURNAME"},{"type":"double","name":"SCORE","externalCode":"SCORE"},{"type":"date","name":"DATA","externalCode":"DATA"},{"type":"datetime","name":"TIME","externalCode":"TIME"}],"description":"Dataset description"}}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&Add::new(NewTable { source_id: SourceId::new(3)?, name: "rest_dataset".to_owned(), external_name: "extranalName".to_owned(), external_code: "extrnalCode".to_owned(), fields: vec![NewColumn { r#type: ColumnType::Int, name: "ID".to_owned(), external_code: "ID".to_owned() }, NewColumn { r#type: ColumnType::String, name: "NAME".to_owned(), external_code: "NAME".to_owned() }, NewColumn { r#type: ColumnType::String, name: "SURNAME".to_owned(), external_code: "SURNAME".to_owned() }, NewColumn { r#type: ColumnType::Double, name: "SCORE".to_owned(), external_code: "SCORE".to_owned() }, NewColumn { r#type: ColumnType::Date, name: "DATA".to_owned(), external_code: "DATA".to_owned() }, NewColumn { r#type: ColumnType::Datetime, name: "TIME".to_owned(), external_code: "TIME".to_owned() }] }).description("Dataset description"))
    }),
    ("biconnector.dataset.update", r##"{"id":10,"fields":{"description":"New description"}}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&Update::new(TableId::new(10)?).description("New description"))
    }),
    ("biconnector.dataset.get", r##"{"id":2}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&Get::new(TableId::new(2)?))
    }),
    ("biconnector.dataset.list", r##"{"filter":{"!=description":"","%=name":"sales%","@sourceId":[2,4]},"order":{"dateCreate":"DESC"},"page":1}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&List::new()
                .filter(Table::DESCRIPTION.differs_from("")
                    .and(Table::NAME.like("sales%"))
                    .and(Table::SOURCE_ID.one_of([SourceId::new(2)?, SourceId::new(4)?])))
                .order(Table::DATE_CREATE.descending())
                .page(1))
    }),
    ("biconnector.dataset.delete", r##"{"id":4}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&Delete::new(TableId::new(4)?))
    }),
    ("biconnector.dataset.fields", r##"{}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&Fields::new())
    }),
    ("biconnector.dataset.fields.update", r##"{"id":10,"add":[{"type":"int","name":"NAME","externalCode":"NAME"},{"type":"int","name":"ID","externalCode":"ID"}],"update":[{"id":12,"visible":0},{"id":13,"visible":1}],"delete":[14,15]}"##, || {
        use bitrix_api::biconnector::dataset::*;
        sent(&FieldsUpdate::new(TableId::new(10)?)
                .add(vec![NewColumn { r#type: ColumnType::Int, name: "NAME".to_owned(), external_code: "NAME".to_owned() }, NewColumn { r#type: ColumnType::Int, name: "ID".to_owned(), external_code: "ID".to_owned() }])
                .update(vec![ColumnChange { id: ColumnId::new(12)?, visible: false }, ColumnChange { id: ColumnId::new(13)?, visible: true }])
                .delete(vec![ColumnId::new(14)?, ColumnId::new(15)?]))
    }),
    ("biconnector.source.add", r##"{"fields":{"title":"CRM Source","connectorId":123,"settings":{"login":"admin","password":"qwerty"},"description":"CRM data source"}}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&Add::new(NewSource { title: "CRM Source".to_owned(), connector_id: ConnectorId::new(123)?, settings: BTreeMap::from([("login".to_owned(), "admin".into()), ("password".to_owned(), "qwerty".into())]) }).description("CRM data source"))
    }),
    ("biconnector.source.update", r##"{"id":4,"fields":{"title":"New source name","description":"Updated source description","settings":{"login":"new_admin","password":"new_password"}}}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&Update::new(SourceId::new(4)?, "New source name")
                .description("Updated source description")
                .settings([("login".to_owned(), "new_admin".into()), ("password".to_owned(), "new_password".into())]))
    }),
    ("biconnector.source.get", r##"{"id":6}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&Get::new(SourceId::new(6)?))
    }),
    ("biconnector.source.list", r##"{"filter":{"!=description":"","%=title":"Sql%","@connectorId":[2,4]},"order":{"dateCreate":"DESC"},"page":1}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&List::new()
                .filter(Source::DESCRIPTION.differs_from("")
                    .and(Source::TITLE.like("Sql%"))
                    .and(Source::CONNECTOR_ID.one_of([ConnectorId::new(2)?, ConnectorId::new(4)?])))
                .order(Source::DATE_CREATE.descending())
                .page(1))
    }),
    ("biconnector.source.delete", r##"{"id":4}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&Delete::new(SourceId::new(4)?))
    }),
    ("biconnector.source.fields", r##"{}"##, || {
        use bitrix_api::biconnector::source::*;
        sent(&Fields::new())
    }),
    ("biconnector.table.add", r##"{"fields":{"sourceId":3,"name":"sales_orders","externalName":"Sales orders","externalCode":"sales_orders","fields":[{"type":"int","name":"ID","externalCode":"ID"},{"type":"string","name":"NAME","externalCode":"NAME"},{"type":"string","name":"SURNAME","externalCode":"SURNAME"},{"type":"double","name":"SCORE","externalCode":"SCORE"},{"type":"date","name":"DATA","externalCode":"DATA"},{"type":"datetime","name":"TIME","externalCode":"TIME"}],"description":"Table description"}}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&Add::new(NewTable { source_id: SourceId::new(3)?, name: "sales_orders".to_owned(), external_name: "Sales orders".to_owned(), external_code: "sales_orders".to_owned(), fields: vec![NewColumn { r#type: ColumnType::Int, name: "ID".to_owned(), external_code: "ID".to_owned() }, NewColumn { r#type: ColumnType::String, name: "NAME".to_owned(), external_code: "NAME".to_owned() }, NewColumn { r#type: ColumnType::String, name: "SURNAME".to_owned(), external_code: "SURNAME".to_owned() }, NewColumn { r#type: ColumnType::Double, name: "SCORE".to_owned(), external_code: "SCORE".to_owned() }, NewColumn { r#type: ColumnType::Date, name: "DATA".to_owned(), external_code: "DATA".to_owned() }, NewColumn { r#type: ColumnType::Datetime, name: "TIME".to_owned(), external_code: "TIME".to_owned() }] }).description("Table description"))
    }),
    ("biconnector.table.update", r##"{"id":10,"fields":{"description":"New description"}}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&Update::new(TableId::new(10)?).description("New description"))
    }),
    ("biconnector.table.get", r##"{"id":2}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&Get::new(TableId::new(2)?))
    }),
    ("biconnector.table.list", r##"{"filter":{"!=description":"","%=name":"sales%","@sourceId":[2,4]},"order":{"dateCreate":"DESC"},"page":1}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&List::new()
                .filter(Table::DESCRIPTION.differs_from("")
                    .and(Table::NAME.like("sales%"))
                    .and(Table::SOURCE_ID.one_of([SourceId::new(2)?, SourceId::new(4)?])))
                .order(Table::DATE_CREATE.descending())
                .page(1))
    }),
    ("biconnector.table.delete", r##"{"id":4}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&Delete::new(TableId::new(4)?))
    }),
    ("biconnector.table.fields", r##"{}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&Fields::new())
    }),
    ("biconnector.table.fields.update", r##"{"id":10,"add":[{"type":"int","name":"NAME","externalCode":"NAME"},{"type":"int","name":"ID","externalCode":"ID"}],"update":[{"id":12,"visible":0},{"id":13,"visible":1}],"delete":[14,15]}"##, || {
        use bitrix_api::biconnector::table::*;
        sent(&FieldsUpdate::new(TableId::new(10)?)
                .add(vec![NewColumn { r#type: ColumnType::Int, name: "NAME".to_owned(), external_code: "NAME".to_owned() }, NewColumn { r#type: ColumnType::Int, name: "ID".to_owned(), external_code: "ID".to_owned() }])
                .update(vec![ColumnChange { id: ColumnId::new(12)?, visible: false }, ColumnChange { id: ColumnId::new(13)?, visible: true }])
                .delete(vec![ColumnId::new(14)?, ColumnId::new(15)?]))
    }),
    ("crm.deal.list", r##"{"filter":{"<=OPPORTUNITY":"20000","%=TITLE":"%a",">DATE_CREATE":"2024-03-02T00:00:00",">OPPORTUNITY":"10000","@ASSIGNED_BY_ID":[1,6],"=CATEGORY_ID":1,"=IS_MANUAL_OPPORTUNITY":"Y","=STAGE_ID":"C1:NEW","=TYPE_ID":"COMPLEX"},"order":{"TITLE":"ASC","OPPORTUNITY":"ASC"}}"##, || {
        use bitrix_api::crm::deal::*;
        sent(&List::new()
                .filter(Deal::OPPORTUNITY.at_most("20000".parse::<Decimal>()?)
                    .and(Deal::TITLE.like("%a"))
                    .and(Deal::DATE_CREATE.above("2024-03-02T00:00:00".parse::<DateTime>()?))
                    .and(Deal::OPPORTUNITY.above("10000".parse::<Decimal>()?))
                    .and(Deal::ASSIGNED_BY_ID.one_of([UserId::new(1)?, UserId::new(6)?]))
                    .and(Deal::CATEGORY_ID.equals(1))
                    .and(Deal::IS_MANUAL_OPPORTUNITY.equals(true))
                    .and(Deal::STAGE_ID.equals("C1:NEW"))
                    .and(Deal::TYPE_ID.equals("COMPLEX")))
                .order(Deal::TITLE.ascending().then(Deal::OPPORTUNITY.ascending())))
    }),
    ("crm.deal.add", r##"{"fields":{"TITLE":"New Deal #1","TYPE_ID":"COMPLEX","CATEGORY_ID":0,"STAGE_ID":"PREPARATION","IS_RECURRING":"N","PROBABILITY":99,"CURRENCY_ID":"EUR","OPPORTUNITY":"1000000","IS_MANUAL_OPPORTUNITY":"Y","TAX_VALUE":"0.1","COMPANY_ID":9,"CONTACT_IDS":[84,83],"BEGINDATE":"2024-03-02"},"params":{"REGISTER_SONET_EVENT":"Y"}}"##, || {
        use bitrix_api::crm::deal::*;
        sent(&Add::new()
                .title("New Deal #1")
                .type_id("COMPLEX")
                .category_id(0)
                .stage_id("PREPARATION")
                .is_recurring(false)
                .probability(99)
                .currency_id("EUR")
                .opportunity("1000000".parse::<Decimal>()?)
                .is_manual_opportunity(true)
                .tax_value("0.1".parse::<Decimal>()?)
                .company_id(9)
                .contact_ids(vec![84, 83])
                .begindate("2024-03-02".parse::<Date>()?)
                .params(AddOptions { register_sonet_event: Some(true) }))
    }),
    ("crm.deal.get", r##"{"id":410}"##, || {
        use bitrix_api::crm::deal::*;
        sent(&Get::new(DealId::new(410)?))
    }),
    ("crm.deal.update", r##"{"id":123,"fields":{"TITLE":"New Deal Title!","TYPE_ID":"GOODS","STAGE_ID":"WON","IS_RECURRING":"Y","IS_RETURN_CUSTOMER":"Y","OPPORTUNITY":"9999.99","IS_MANUAL_OPPORTUNITY":"Y","ASSIGNED_BY_ID":1,"UF_CRM_1725365197310":"String","PARENT_ID_1032":1},"params":{"REGISTER_SONET_EVENT":"N","REGISTER_HISTORY_EVENT":"N"}}"##, || {
        use bitrix_api::crm::deal::*;
        sent(&Update::new(DealId::new(123)?)
                .title("New Deal Title!")
                .type_id("GOODS")
                .stage_id("WON")
                .is_recurring(true)
                .is_return_customer(true)
                .opportunity("9999.99".parse::<Decimal>()?)
                .is_manual_opportunity(true)
                .assigned_by_id(UserId::new(1)?)
                .uf([("UF_CRM_1725365197310".to_owned(), json!("String"))])
                .parent_id([("PARENT_ID_1032".to_owned(), 1)])
                .params(UpdateOptions { register_sonet_event: Some(false), register_history_event: Some(false) }))
    }),
    ("crm.deal.delete", r##"{"id":12}"##, || {
        use bitrix_api::crm::deal::*;
        sent(&Delete::new(DealId::new(12)?))
    }),
    ("department.get", r##"{"ID":222}"##, || {
        use bitrix_api::department::*;
        sent(&Get::new().id(DepartmentId::new(222)?))
    }),
];
