//! Calls a portal with the tokens of a folder: `caller FOLDER MEMBER_ID CLIENT_ID TOKEN_ADDRESS CALLS whole|dies-when-saved`,
//! with the secret in `CLIENT_SECRET`. A process of its own for tests of what processes share.

use std::error::Error;

use bitrix_api::Client;
use bitrix_api::biconnector::connector::{ConnectorId, Get};
use bitrix_api::oauth::{Application, FileStore, StoreLock, Stored, TokenStore, Tokens};

/// Ends the process as soon as tokens are saved, if it is to die then.
struct Mortal {
    files: FileStore,
    dies: bool,
}

impl TokenStore for Mortal {
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
        self.files.load(member_id)
    }

    fn save<'s>(&'s self, tokens: &'s Tokens) -> Stored<'s, ()> {
        Box::pin(async move {
            self.files.save(tokens).await?;
            if self.dies {
                std::process::abort();
            }
            Ok(())
        })
    }

    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
        self.files.remove(member_id)
    }

    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
        self.files.lock(member_id)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, member_id, client_id, server, calls, end] = &arguments[..] else {
        return Err("six arguments are expected".into());
    };
    let application =
        Application::new(client_id, std::env::var("CLIENT_SECRET")?).authorization_server(server)?;
    let store = Mortal { files: FileStore::new(folder), dies: end == "dies-when-saved" };
    let client = Client::builder().application(&application, store, member_id).await?;
    let request = Get::new(ConnectorId::new(4)?);
    for _ in 0..calls.parse::<u32>()? {
        client.call(&request).await?;
    }
    Ok(())
}
