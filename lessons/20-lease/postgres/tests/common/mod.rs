//! What the tests share: the server, and a word about why there is none.

use std::env;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, Weak};

use lesson20_postgres::server::Server;

/// Set where a missing server is a failure.
const NEED: &str = "NEED_POSTGRES";

/// The server for all tests that run at the moment. It's gone when the last one of them is done.
#[allow(dead_code, reason = "each test file includes this one, and uses a part of it")]
pub fn server(test: &str) -> Option<Arc<Server>> {
    static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap();
    if let Some(server) = shared.upgrade() {
        return Some(server);
    }
    match Server::find() {
        Ok(server) => {
            let server = Arc::new(server);
            *shared = Arc::downgrade(&server);
            Some(server)
        }
        Err(why) => {
            drop(shared);
            skipped(test, &why);
            None
        }
    }
}

/// Says so on the terminal. The harness swallows what `println!` prints in a test that passes.
pub fn skipped(test: &str, why: &str) {
    assert!(env::var_os(NEED).is_none(), "{why}");
    // In one piece, as other tests write at the same time.
    _ = io::stderr().write_all(format!("{test}: skipped, because {why}\n").as_bytes());
}
