//! A client that gives up on an answer and uses the connection again: `cargo run -p lesson13 --example late`.

use std::io::{self, BufReader};
use std::net::TcpStream;
use std::time::Duration;

use lesson13::s8_pool::{Connector, Pool};
use lesson13::s9_tcp::{self, Tcp};

#[path = "../tests/server/mod.rs"]
pub mod server;

fn main() -> io::Result<()> {
    print!("{}", story()?);
    Ok(())
}

/// What the example prints. A test compares it with what the book shows.
pub fn story() -> io::Result<String> {
    let server = server::Server::start();
    let tcp = Tcp { address: server.address(), patience: Duration::from_secs(30) };
    let mut story = String::from("one connection, used again after the timeout:\n");

    let mut connection = tcp.open()?;
    // ANCHOR: late
    for question in ["answer 1", "late 2", "answer 3"] {
        let answer = ask(&mut connection, question);
        story += &told(question, answer);
    }
    // ANCHOR_END: late
    drop(connection);

    story += "\nthe same questions through a pool:\n";
    let pool = Pool::new(tcp, 1);
    // ANCHOR: pooled
    for question in ["answer 1", "late 2", "answer 3"] {
        let answer = pool.with(|connection| ask(connection, question));
        story += &told(question, answer);
    }
    // ANCHOR_END: pooled
    Ok(story)
}

/// Asks, and waits only briefly for an answer that will be late.
fn ask(connection: &mut BufReader<TcpStream>, question: &str) -> io::Result<String> {
    let patience = if question.starts_with("late") { 100 } else { 30_000 };
    connection.get_ref().set_read_timeout(Some(Duration::from_millis(patience)))?;
    s9_tcp::ask(connection, question)
}

fn told(question: &str, answer: io::Result<String>) -> String {
    format!("{question} → {}\n", answer.unwrap_or_else(|_| "no answer in time".into()))
}
