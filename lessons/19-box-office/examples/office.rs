//! A box office to talk to: `cargo run -p lesson19 --example office`, and then `telnet 127.0.0.1 PORT` or `nc`.
//! Its log is `sales.log` in the folder for temporary files. It closes when you press Enter.

use std::env;
use std::io::{self, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use lesson13::s8_pool::Connector;
use lesson13::s9_tcp::{Tcp, ask};
use lesson19::designs::{DESIGNS, Design};
use lesson19::s6_file::{Durability, FileLog};
use lesson19::s8_server::{Limits, Server};

const SEATS: usize = 100;

fn main() -> io::Result<()> {
    let log = env::temp_dir().join("sales.log");
    let mut server = start(DESIGNS[0], &log)?;
    println!("listening on {}, with the log {}", server.address(), log.display());
    println!("the requests are BUY and a number below {SEATS}, STATS, and QUIT; Enter closes");
    io::stdin().read_line(&mut String::new())?;
    server.shutdown();
    Ok(())
}

fn start(design: Design, log: &Path) -> io::Result<Server> {
    // ANCHOR: start
    let (sold, log) = FileLog::open(log, SEATS, Durability::Power)?;
    let office = (design.open)(SEATS, &sold, Box::new(log));
    let limits = Limits { connections: 16, patience: Duration::from_secs(30) };
    Server::start(office, limits)
    // ANCHOR_END: start
}

/// What the book shows: two customers, one seat, and a restart. A test compares it.
pub fn story(design: Design, log: &Path) -> io::Result<String> {
    let mut story = String::new();
    let mut server = start(design, log)?;
    let (mut ann, mut ben) = (connect(&server)?, connect(&server)?);
    story += &told("Ann", &mut ann, "BUY 12")?;
    story += &told("Ben", &mut ben, "BUY 12")?;
    story += &told("Ben", &mut ben, "BUY 13")?;
    story += &told("Ann", &mut ann, "BUY 1OO")?;
    story += &told("Ann", &mut ann, "STATS")?;
    // Half a request, because the line has no end.
    ben.get_mut().write_all(b"BUY 1")?;
    drop(ben);
    story += "Ben: BUY 1, and hangs up\n";
    server.shutdown();
    let mut rest = String::new();
    ann.read_to_string(&mut rest)?;
    story += &format!("\nthe server closes; Ann is told: {rest}");
    story += &format!("\nthe log:\n{}", std::fs::read_to_string(log)?);
    let mut server = start(design, log)?;
    let mut ann = connect(&server)?;
    story += "\nthe server starts again\n";
    for request in ["BUY 12", "BUY 1", "STATS"] {
        story += &told("Ann", &mut ann, request)?;
    }
    server.shutdown();
    Ok(story)
}

fn connect(server: &Server) -> io::Result<BufReader<TcpStream>> {
    Tcp { address: server.address(), patience: Duration::from_secs(30) }.open()
}

fn told(name: &str, client: &mut BufReader<TcpStream>, request: &str) -> io::Result<String> {
    Ok(format!("{name}: {request:<8} → {}\n", ask(client, request)?))
}
