//! Lesson 20 on a real server: PostgreSQL keeps the lock and the number, and the clients are processes.
//!
//! [`lease`] is a row with a token that only grows, and a number that is fenced by it. [`session`] is a lock that belongs to a
//! connection. [`client`] is what a client process does, [`process`] starts one, stops it and lets it go on, and [`server`]
//! finds a PostgreSQL server or starts one.
//!
//! The program tells the whole story: `cargo run -p lesson20-postgres`.

pub mod client;
pub mod lease;
pub mod process;
pub mod server;
pub mod session;
