//! Any bytes as the body of a call.

use bitrix_api::ConnectionSettings;
use bitrix_api::biconnector::connector::{self, ColumnType, DataQuery, ExternalColumn, ExternalTable};
use bitrix_api::host::axum::Router;
use bitrix_api::host::axum::body::Body;
use bitrix_api::host::axum::http::Request;
use bitrix_api::host::{Cell, Condition, Filter, HostError, Rows};
use tokio::runtime::{Builder, Runtime};

#[derive(ConnectionSettings)]
struct Login {
    login: String,
    port: Option<i64>,
}

/// Answers whatever it is asked for, after a look at it.
struct Willing;

impl connector::Host for Willing {
    type Connection = Login;

    async fn check(&self, login: &Login) -> Result<(), HostError> {
        assert!(!login.login.contains('\0'));
        Ok(())
    }

    async fn tables(&self, _: &Login, search: String) -> Result<Vec<ExternalTable>, HostError> {
        let title = search + ".";
        Ok(vec![ExternalTable { code: "a".to_owned(), title, id: None }])
    }

    async fn describe(&self, login: &Login, table: String) -> Result<Vec<ExternalColumn>, HostError> {
        let name = format!("{table} {:?}", login.port);
        Ok(vec![ExternalColumn { code: "a".to_owned(), name, r#type: ColumnType::Int }])
    }

    async fn data(&self, _: &Login, query: DataQuery) -> Result<Rows, HostError> {
        look(&query.filter, 0);
        let codes = query.select.unwrap_or_else(|| vec!["a".to_owned()]);
        let rows = usize::try_from(query.limit.unwrap_or(3)).unwrap_or(usize::MAX).min(3);
        let row = vec![Cell::from(query.table.as_str()); codes.len()];
        Ok(Rows::of(codes, vec![row; rows]))
    }
}

/// What a host may rely on.
fn look(filter: &Filter, depth: usize) {
    assert!(depth <= 64);
    for condition in &filter.conditions {
        match condition {
            Condition::Compare { column, values, .. } => assert!(!column.is_empty() && !values.is_empty()),
            Condition::Group(inner) => look(inner, depth + 1),
            _ => {}
        }
    }
}

thread_local! {
    static HOST: (Runtime, Router) = {
        let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime needs no thread");
        (runtime, connector::endpoints(Willing).into_router())
    };
}

/// One execution: the bytes at each endpoint.
pub fn run(input: &[u8]) {
    HOST.with(|(runtime, router)| {
        for endpoint in ["/urlCheck", "/urlTableList", "/urlTableDescription", "/urlData"] {
            let request = Request::post(endpoint).body(Body::from(input.to_vec())).expect("it is a request");
            let answer = runtime.block_on(tower_service::Service::call(&mut router.clone(), request));
            let status = answer.expect("a router has no errors").status().as_u16();
            assert!(status == 200 || (400..500).contains(&status), "{endpoint}: {status}");
        }
    });
}
