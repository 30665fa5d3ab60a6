//! What a client process does: it acquires the lock, reads the number, waits for a word, and writes one more.
//!
//! Each step is a line on its standard output, and the word is a line on its standard input.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;
use std::time::Duration;

use postgres::{Client, Error, NoTls};

use crate::{lease, session};

/// What keeps the others out, and what the store does about a client that is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A lease, and a store that takes every write.
    Lease,
    /// A lease, and its token with every request.
    Fenced,
    /// A lock of the session that also reads and writes.
    Session,
    /// A lock of one session, and another session that reads and writes.
    TwoSessions,
}

/// Every kind, with its name on the command line.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Lease, "lease"),
    (Kind::Fenced, "fenced"),
    (Kind::Session, "session"),
    (Kind::TwoSessions, "two-sessions"),
];

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = KINDS.iter().find(|(kind, _)| kind == self).map_or("", |found| found.1);
        f.write_str(name)
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = KINDS.iter().find(|(_, known)| *known == name);
        found.map(|found| found.0).ok_or_else(|| format!("there is no client `{name}`"))
    }
}

/// For how long a client has the lock. Short, because the other one waits for as long.
const LEASE: Duration = Duration::from_millis(100);

/// Opens a connection on which no request takes longer than a minute.
///
/// # Errors
///
/// The server can't be reached.
pub fn connect(url: &str) -> Result<Client, Error> {
    let mut client = Client::connect(url, NoTls)?;
    client.batch_execute("SET statement_timeout = '60s'; SET client_min_messages = error")?;
    Ok(client)
}

/// Adds one to the number.
///
/// # Errors
///
/// The server can't be reached. An error on writing is told as a line, and isn't one.
pub fn run(kind: Kind, url: &str, name: &str) -> Result<(), Error> {
    let mut client = connect(url)?;
    match kind {
        Kind::Lease => {
            let token = lease::acquire(&mut client, name, LEASE)?;
            say(&format!("token {token}"));
            let seen = lease::read_plain(&mut client, name)?;
            say(&format!("reads {seen}"));
            wait_for_a_word();
            lease::write_plain(&mut client, name, seen + 1)?;
            say(&format!("writes {}", seen + 1));
            lease::release(&mut client, name, token)
        }
        Kind::Fenced => {
            let token = lease::acquire(&mut client, name, LEASE)?;
            say(&format!("token {token}"));
            let Some(seen) = lease::read(&mut client, name, token)? else {
                say("is refused");
                return Ok(());
            };
            say(&format!("reads {seen}"));
            wait_for_a_word();
            let written = lease::write(&mut client, name, token, seen + 1)?;
            say(&if written { format!("writes {}", seen + 1) } else { "is refused".into() });
            lease::release(&mut client, name, token)
        }
        Kind::Session | Kind::TwoSessions => {
            session::lock(&mut client, name)?;
            say(&format!("session {}", session::number(&mut client)?));
            // The other connection, if there is one, has been open all the time.
            let mut other = match kind {
                Kind::TwoSessions => Some(connect(url)?),
                _ => None,
            };
            let seen = lease::read_plain(other.as_mut().unwrap_or(&mut client), name)?;
            say(&format!("reads {seen}"));
            wait_for_a_word();
            let on = other.as_mut().unwrap_or(&mut client);
            match lease::write_plain(on, name, seen + 1) {
                Ok(()) => say(&format!("writes {}", seen + 1)),
                Err(_) => say("has lost its session"),
            }
            match session::unlock(&mut client, name) {
                Ok(true) => say("unlocks"),
                Ok(false) | Err(_) => say("can't unlock"),
            }
            Ok(())
        }
    }
}

fn say(line: &str) {
    println!("{line}");
    // It reaches the other process before the next request reaches the server.
    _ = io::stdout().flush();
}

fn wait_for_a_word() {
    _ = io::stdin().read_line(&mut String::new());
}
