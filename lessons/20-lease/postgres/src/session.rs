//! A lock that belongs to a session: PostgreSQL's advisory lock.

use postgres::{Client, Error};

// ANCHOR: session
/// Waits until no other session holds the lock, and acquires it for this one.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn lock(client: &mut Client, name: &str) -> Result<(), Error> {
    client.execute("SELECT pg_advisory_lock(hashtext($1))", &[&name])?;
    Ok(())
}

/// Returns `false` if this session doesn't hold the lock.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn unlock(client: &mut Client, name: &str) -> Result<bool, Error> {
    Ok(client.query_one("SELECT pg_advisory_unlock(hashtext($1))", &[&name])?.get(0))
}
// ANCHOR_END: session

/// The same as `lock`, without waiting. Returns whether the session holds the lock.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn try_lock(client: &mut Client, name: &str) -> Result<bool, Error> {
    Ok(client.query_one("SELECT pg_try_advisory_lock(hashtext($1))", &[&name])?.get(0))
}

/// The number that the server has for this session.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn number(client: &mut Client) -> Result<i32, Error> {
    Ok(client.query_one("SELECT pg_backend_pid()", &[])?.get(0))
}

/// Closes another session from the server's side. Returns whether there was one.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn terminate(client: &mut Client, session: i32) -> Result<bool, Error> {
    // It waits until the session is gone, for at most a minute.
    Ok(client.query_one("SELECT pg_terminate_backend($1, 60000)", &[&session])?.get(0))
}
