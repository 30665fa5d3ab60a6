//! Real processes and a real server. On Unix a process is stopped by a signal; elsewhere it waits for a word.
//!
//! Nothing here depends on how fast the machine is: each step waits for the one before it.

mod common;

use std::path::Path;
use std::thread;
use std::time::Duration;

use common::{server, skipped};
use lesson20_postgres::client::{Kind, connect};
use lesson20_postgres::lease;
use lesson20_postgres::process::Process;
use lesson20_postgres::server::Server;
use lesson20_postgres::session;
use postgres::Client;

/// Longer than any test runs.
const LONG: Duration = Duration::from_secs(3_600);

fn start(server: &Server, kind: Kind, name: &str) -> Process {
    let program = Path::new(env!("CARGO_BIN_EXE_lesson20-postgres"));
    Process::start(program, kind, server.url(), name).unwrap()
}

/// A name that no other test has, not even one that runs at the same time on the same server.
fn begin(server: &Server, test: &str) -> (Client, String) {
    let mut client = connect(server.url()).unwrap();
    let name = format!("{test}-{}", std::process::id());
    lease::begin(&mut client, &name).unwrap();
    (client, name)
}

/// A is stopped after it has read. B does all of its work. Then A goes on. Returns what A says then.
fn late_write(server: &Server, kind: Kind, name: &str) -> String {
    let mut a = start(server, kind, name);
    assert_eq!([a.hear().unwrap(), a.hear().unwrap()], ["token 1", "reads 0"]);
    a.pause().unwrap();
    let mut b = start(server, kind, name);
    assert_eq!([b.hear().unwrap(), b.hear().unwrap()], ["token 2", "reads 0"]);
    b.go().unwrap();
    assert_eq!(b.hear().unwrap(), "writes 1");
    b.end().unwrap();
    a.resume().unwrap();
    let told = a.hear().unwrap();
    a.end().unwrap();
    told
}

#[test]
fn the_late_write_of_a_stopped_process_is_refused_20_times_of_20() {
    let Some(server) = server("the_late_write_of_a_stopped_process_is_refused") else { return };
    let (mut client, name) = begin(&server, "refused");
    for _ in 0..20 {
        lease::begin(&mut client, &name).unwrap();
        assert_eq!(late_write(&server, Kind::Fenced, &name), "is refused");
        assert_eq!(lease::read_plain(&mut client, &name).unwrap(), 1);
    }
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn without_tokens_the_late_write_of_a_stopped_process_gets_through() {
    let Some(server) = server("without_tokens_the_late_write_gets_through") else { return };
    let (mut client, name) = begin(&server, "accepted");
    assert_eq!(late_write(&server, Kind::Lease, &name), "writes 1");
    assert_eq!(lease::read_plain(&mut client, &name).unwrap(), 1, "two clients added one each");
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn with_tokens_no_increment_of_four_processes_is_lost() {
    let Some(server) = server("with_tokens_no_increment_of_four_processes_is_lost") else { return };
    let (mut client, name) = begin(&server, "four");
    let written: i64 = thread::scope(|s| {
        let clients = [(); 4].map(|()| {
            s.spawn(|| {
                let mut client = start(&server, Kind::Fenced, &name);
                let (mut said, mut written) = (String::new(), 0);
                // The last line is what became of the write, if the read wasn't refused.
                client.go().unwrap();
                while let Ok(line) = client.hear() {
                    written += i64::from(line.starts_with("writes"));
                    said = line;
                }
                assert!(said.starts_with("writes") || said == "is refused", "{said}");
                client.end().unwrap();
                written
            })
        });
        clients.map(|client| client.join().unwrap()).iter().sum()
    });
    assert!(written > 0, "the newest token is never refused");
    assert_eq!(lease::read_plain(&mut client, &name).unwrap(), written);
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn of_eight_that_come_at_the_same_time_one_gets_the_lease() {
    let Some(server) = server("of_eight_that_come_at_the_same_time_one_gets_the_lease") else {
        return;
    };
    let (mut client, name) = begin(&server, "eight");
    let got = thread::scope(|s| {
        let clients = [(); 8].map(|()| {
            s.spawn(|| {
                let mut client = connect(server.url()).unwrap();
                lease::try_acquire(&mut client, &name, LONG).unwrap()
            })
        });
        clients.map(|client| client.join().unwrap())
    });
    assert_eq!(got.iter().flatten().collect::<Vec<_>>(), [&1], "{got:?}");
    // A release with another token frees nothing.
    lease::release(&mut client, &name, 0).unwrap();
    assert_eq!(lease::try_acquire(&mut client, &name, LONG).unwrap(), None);
    lease::release(&mut client, &name, 1).unwrap();
    assert_eq!(lease::try_acquire(&mut client, &name, LONG).unwrap(), Some(2));
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn the_number_refuses_reads_and_writes_with_an_old_token() {
    let Some(server) = server("the_number_refuses_reads_and_writes_with_an_old_token") else {
        return;
    };
    let (mut client, name) = begin(&server, "old");
    let client = &mut client;
    assert_eq!(lease::read(client, &name, 1).unwrap(), Some(0));
    assert_eq!(lease::read(client, &name, 2).unwrap(), Some(0));
    assert!(!lease::write(client, &name, 1, 7).unwrap(), "token 2 has been read with");
    assert_eq!(lease::read(client, &name, 1).unwrap(), None);
    assert!(lease::write(client, &name, 2, 5).unwrap());
    assert!(lease::write(client, &name, 2, 6).unwrap());
    assert_eq!(lease::read_plain(client, &name).unwrap(), 6);
    lease::end(client, &name).unwrap();
}

#[test]
fn a_process_that_is_killed_frees_its_session_lock() {
    let Some(server) = server("a_process_that_is_killed_frees_its_session_lock") else { return };
    let (mut client, name) = begin(&server, "killed");
    let mut a = start(&server, Kind::Session, &name);
    assert!(a.hear().unwrap().starts_with("session "));
    assert_eq!(a.hear().unwrap(), "reads 0");
    assert!(!session::try_lock(&mut client, &name).unwrap(), "A has it");
    a.kill().unwrap();
    // Waits until the server has noticed.
    session::lock(&mut client, &name).unwrap();
    assert_eq!(lease::read_plain(&mut client, &name).unwrap(), 0, "A never wrote");
    assert!(session::unlock(&mut client, &name).unwrap());
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn a_process_that_is_stopped_keeps_its_session_lock() {
    let Some(server) = server("a_process_that_is_stopped_keeps_its_session_lock") else { return };
    let (mut client, name) = begin(&server, "stopped");
    let mut a = start(&server, Kind::Session, &name);
    assert!(a.hear().unwrap().starts_with("session "));
    assert_eq!(a.hear().unwrap(), "reads 0");
    a.pause().unwrap();
    for _ in 0..10 {
        assert!(!session::try_lock(&mut client, &name).unwrap(), "A has it");
        thread::sleep(Duration::from_millis(10));
    }
    a.resume().unwrap();
    assert_eq!([a.hear().unwrap(), a.hear().unwrap()], ["writes 1", "unlocks"]);
    session::lock(&mut client, &name).unwrap();
    a.end().unwrap();
    lease::end(&mut client, &name).unwrap();
}

/// A is stopped, and its session is terminated. B does all of its work. Then A goes on. Returns what A says then.
fn terminated(server: &Server, client: &mut Client, kind: Kind, name: &str) -> [String; 2] {
    let mut a = start(server, kind, name);
    let number = a.hear().unwrap();
    let number = number.strip_prefix("session ").expect("its number").parse().unwrap();
    assert_eq!(a.hear().unwrap(), "reads 0");
    a.pause().unwrap();
    assert!(session::terminate(client, number).unwrap());
    let mut b = start(server, kind, name);
    assert!(b.hear().unwrap().starts_with("session "));
    assert_eq!(b.hear().unwrap(), "reads 0");
    b.go().unwrap();
    assert_eq!([b.hear().unwrap(), b.hear().unwrap()], ["writes 1", "unlocks"]);
    b.end().unwrap();
    a.resume().unwrap();
    let told = [a.hear().unwrap(), a.hear().unwrap()];
    a.end().unwrap();
    told
}

#[test]
fn a_write_on_the_session_that_had_the_lock_fails_with_the_lock() {
    let Some(server) = server("a_write_on_the_session_that_had_the_lock_fails") else { return };
    let (mut client, name) = begin(&server, "same-session");
    let told = terminated(&server, &mut client, Kind::Session, &name);
    assert_eq!(told, ["has lost its session", "can't unlock"]);
    assert_eq!(lease::read_plain(&mut client, &name).unwrap(), 1);
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn a_write_on_another_session_gets_through_without_the_lock() {
    let Some(server) = server("a_write_on_another_session_gets_through") else { return };
    let (mut client, name) = begin(&server, "two-sessions");
    let told = terminated(&server, &mut client, Kind::TwoSessions, &name);
    assert_eq!(told, ["writes 1", "can't unlock"]);
    assert_eq!(lease::read_plain(&mut client, &name).unwrap(), 1, "two clients added one each");
    lease::end(&mut client, &name).unwrap();
}

#[test]
fn a_session_lock_counts_and_no_other_session_can_unlock_it() {
    let Some(server) = server("a_session_lock_counts") else { return };
    let (mut first, name) = begin(&server, "counts");
    let mut second = connect(server.url()).unwrap();
    // ANCHOR: pool
    session::lock(&mut first, &name).unwrap();
    // A thread that gets this session from a pool is let in as well.
    assert!(session::try_lock(&mut first, &name).unwrap());
    // Another session can't unlock it. PostgreSQL warns, and returns false.
    assert!(!session::unlock(&mut second, &name).unwrap());
    // Locked twice, it must be unlocked twice.
    assert!(session::unlock(&mut first, &name).unwrap());
    assert!(!session::try_lock(&mut second, &name).unwrap());
    assert!(session::unlock(&mut first, &name).unwrap());
    assert!(session::try_lock(&mut second, &name).unwrap());
    // ANCHOR_END: pool
    lease::end(&mut first, &name).unwrap();
}

#[test]
fn after_a_crash_the_tokens_of_a_row_go_on_and_those_of_an_unlogged_table_are_gone() {
    // Of all servers, only one of our own may be crashed.
    let server = match Server::start() {
        Ok(server) => server,
        Err(why) => return skipped("after_a_crash_the_tokens_go_on", &why),
    };
    let (mut client, name) = begin(&server, "crash");
    assert_eq!(lease::try_acquire(&mut client, &name, Duration::ZERO).unwrap(), Some(1));
    assert_eq!(lease::try_acquire(&mut client, &name, LONG).unwrap(), Some(2));
    client
        .batch_execute(
            "CREATE UNLOGGED TABLE lesson20.forgetful (token bigint);
             INSERT INTO lesson20.forgetful VALUES (2)",
        )
        .unwrap();

    server.crash().unwrap();
    assert!(client.simple_query("SELECT 1").is_err(), "this session is gone");

    let mut client = connect(server.url()).unwrap();
    let row = client.query_one("SELECT count(*) FROM lesson20.forgetful", &[]).unwrap();
    assert_eq!(row.get::<_, i64>(0), 0, "the table is there, and empty");
    assert_eq!(lease::try_acquire(&mut client, &name, LONG).unwrap(), None, "lease 2 is valid");
    lease::release(&mut client, &name, 2).unwrap();
    assert_eq!(lease::try_acquire(&mut client, &name, LONG).unwrap(), Some(3));
}
