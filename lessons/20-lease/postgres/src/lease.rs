//! A lease in a row of PostgreSQL, and a number that refuses old tokens.

use std::time::Duration;

use postgres::{Client, Error};

/// The tables, in a schema of their own. Does nothing if they are there.
///
/// # Errors
///
/// The server refuses.
pub fn create(client: &mut Client) -> Result<(), Error> {
    // Two processes that create the same schema at the same time get in each other's way, so they take turns.
    let mut transaction = client.transaction()?;
    transaction.batch_execute(
        "SELECT pg_advisory_xact_lock(20);
         CREATE SCHEMA IF NOT EXISTS lesson20;
         CREATE TABLE IF NOT EXISTS lesson20.lease (
             name text PRIMARY KEY, token bigint NOT NULL, until timestamptz NOT NULL);
         CREATE TABLE IF NOT EXISTS lesson20.number (
             name text PRIMARY KEY, value bigint NOT NULL, highest bigint NOT NULL);",
    )?;
    transaction.commit()
}

/// A lock and a number with this name: the lock is free, and the number is 0.
///
/// # Errors
///
/// The server refuses.
pub fn begin(client: &mut Client, name: &str) -> Result<(), Error> {
    create(client)?;
    end(client, name)?;
    client.execute("INSERT INTO lesson20.lease VALUES ($1, 0, '-infinity')", &[&name])?;
    client.execute("INSERT INTO lesson20.number VALUES ($1, 0, 0)", &[&name])?;
    Ok(())
}

/// Removes them.
///
/// # Errors
///
/// The server refuses.
pub fn end(client: &mut Client, name: &str) -> Result<(), Error> {
    client.execute("DELETE FROM lesson20.lease WHERE name = $1", &[&name])?;
    client.execute("DELETE FROM lesson20.number WHERE name = $1", &[&name])?;
    Ok(())
}

// ANCHOR: try-acquire
/// Lends the lock for `time`. Returns a token, or `None` if another lease is valid.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn try_acquire(client: &mut Client, name: &str, time: Duration) -> Result<Option<i64>, Error> {
    let row = client.query_opt(
        "UPDATE lesson20.lease
         SET token = token + 1, until = clock_timestamp() + $2 * interval '1 second'
         WHERE name = $1 AND until <= clock_timestamp()
         RETURNING token",
        &[&name, &time.as_secs_f64()],
    )?;
    Ok(row.map(|row| row.get(0)))
}
// ANCHOR_END: try-acquire

/// Waits until it gets the lock.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn acquire(client: &mut Client, name: &str, time: Duration) -> Result<i64, Error> {
    loop {
        if let Some(token) = try_acquire(client, name, time)? {
            return Ok(token);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Frees the lock, unless it has been lent to another client since.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn release(client: &mut Client, name: &str, token: i64) -> Result<(), Error> {
    client.execute(
        "UPDATE lesson20.lease SET until = '-infinity' WHERE name = $1 AND token = $2",
        &[&name, &token],
    )?;
    Ok(())
}

// ANCHOR: fenced
/// The number, or `None` if the token is too old.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn read(client: &mut Client, name: &str, token: i64) -> Result<Option<i64>, Error> {
    let row = client.query_opt(
        "UPDATE lesson20.number SET highest = $2
         WHERE name = $1 AND highest <= $2
         RETURNING value",
        &[&name, &token],
    )?;
    Ok(row.map(|row| row.get(0)))
}

/// Changes the number. Returns `false` if the token is too old.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn write(client: &mut Client, name: &str, token: i64, value: i64) -> Result<bool, Error> {
    let rows = client.execute(
        "UPDATE lesson20.number SET highest = $2, value = $3
         WHERE name = $1 AND highest <= $2",
        &[&name, &token, &value],
    )?;
    Ok(rows == 1)
}
// ANCHOR_END: fenced

/// The number, for a client without a token.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn read_plain(client: &mut Client, name: &str) -> Result<i64, Error> {
    let row = client.query_one("SELECT value FROM lesson20.number WHERE name = $1", &[&name])?;
    Ok(row.get(0))
}

/// Changes the number, for a client without a token.
///
/// # Errors
///
/// The server can't be reached, or refuses.
pub fn write_plain(client: &mut Client, name: &str, value: i64) -> Result<(), Error> {
    client.execute("UPDATE lesson20.number SET value = $2 WHERE name = $1", &[&name, &value])?;
    Ok(())
}
