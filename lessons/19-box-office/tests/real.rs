//! What holds with real connections, files and threads, whatever the scheduler does: for each of the three designs.

mod customers;

#[allow(dead_code, reason = "a test has no use for its `main`")]
#[path = "../examples/office.rs"]
mod office;

use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, TryRecvError};
use std::thread;
use std::time::Duration;

use customers::{LONG, Random, Told, customer, faults, with_each};
use lesson13::s8_pool::Connector;
use lesson13::s9_tcp::{Tcp, ask};
use lesson19::designs::Design;
use lesson19::office::{Answer, BoxOffice, Log, Stats};
use lesson19::s6_file::{Durability, FileLog};
use lesson19::s8_server::{Limits, Server};

/// How long the server waits for a client, where the test makes it wait.
const SHORT: Duration = Duration::from_millis(100);

const PATIENT: Limits = Limits { connections: 16, patience: LONG };
const IMPATIENT: Limits = Limits { connections: 2, patience: SHORT };

/// Opens an office with the log of this name, as after a restart.
fn open(design: Design, seats: usize, log: &Path) -> Arc<dyn BoxOffice> {
    let (sold, log) = FileLog::open(log, seats, Durability::Process).unwrap();
    (design.open)(seats, &sold, Box::new(log))
}

fn connect(server: &Server) -> std::io::BufReader<TcpStream> {
    Tcp { address: server.address(), patience: LONG }.open().unwrap()
}

#[test]
fn every_request_gets_the_answer_that_is_its_own() {
    with_each(|design, log| {
        let mut server = Server::start(open(design, 20, log), PATIENT).unwrap();
        let mut client = connect(&server);
        for (request, answer) in [
            ("BUY 12", "SOLD 12"),
            ("BUY 12", "TAKEN 12"),
            ("BUY 20", "ERROR there is no seat 20"),
            ("STATS", "STATS sold 1, free 19, turned away 1"),
            ("QUIT", "BYE"),
        ] {
            assert_eq!(ask(&mut client, request).unwrap(), answer, "{request}");
        }
        assert_eq!(client.read(&mut [0]).unwrap(), 0);
        server.shutdown();
        assert_eq!(fs::read_to_string(log).unwrap(), "SOLD 12\n");
    });
}

#[test]
fn requests_that_arrive_together_are_answered_one_by_one() {
    with_each(|design, log| {
        let server = Server::start(open(design, 20, log), PATIENT).unwrap();
        let mut client = connect(&server);
        client.get_mut().write_all(b"BUY 1\r\nBUY 2\nBUY 1\nQUIT\nBUY 3\n").unwrap();
        let mut answers = String::new();
        _ = client.read_to_string(&mut answers);
        assert!("SOLD 1\nSOLD 2\nTAKEN 1\nBYE\n".starts_with(&answers), "{answers:?}");
    });
}

#[test]
fn rubbish_is_answered_and_sells_nothing() {
    with_each(|design, log| {
        let mut server = Server::start(open(design, 20, log), PATIENT).unwrap();
        let mut client = connect(&server);
        for rubbish in [
            "",
            " ",
            "BUY",
            "BUY ",
            "BUY -1",
            "BUY 1 2",
            "BUY  1",
            "BUY 1x",
            "buy 1",
            "BUY 18446744073709551616",
            "SELL 1",
            "STATS 1",
            "\0\u{1b}[2J",
            "GET / HTTP/1.1",
            "BUY ١",
        ] {
            let answer = ask(&mut client, rubbish).unwrap();
            assert!(answer.starts_with("ERROR"), "{rubbish:?}: {answer}");
        }
        client.get_mut().write_all(b"BUY \xff\xfe\n").unwrap();
        assert!(ask(&mut client, "BUY 7").unwrap().starts_with("ERROR"));
        // From here on, each answer is the one to the request before.
        assert_eq!(ask(&mut client, "BUY 8").unwrap(), "SOLD 7");
        assert_eq!(ask(&mut client, "QUIT").unwrap(), "SOLD 8");
        server.shutdown();
        let mut sold: Vec<String> =
            fs::read_to_string(log).unwrap().lines().map(Into::into).collect();
        sold.sort();
        assert_eq!(sold, ["SOLD 7", "SOLD 8"]);
    });
}

#[test]
fn a_megabyte_without_an_end_is_refused_and_the_others_are_served() {
    with_each(|design, log| {
        let server = Server::start(open(design, 20, log), PATIENT).unwrap();
        let mut other = connect(&server);
        let mut client = connect(&server);
        // The server may close the connection before it has read everything, and then an error takes the answer's place.
        _ = client.get_mut().write_all(&vec![b'B'; 1 << 20]);
        let mut answer = String::new();
        _ = client.read_to_string(&mut answer);
        assert!("ERROR that line is too long\n".starts_with(&answer), "{answer:?}");
        assert_eq!(ask(&mut other, "BUY 1").unwrap(), "SOLD 1");
    });
}

#[test]
fn half_a_request_is_no_request() {
    with_each(|design, log| {
        let mut server = Server::start(open(design, 20, log), PATIENT).unwrap();
        // Was it to be seat 1, or 12?
        let mut client = connect(&server);
        client.get_mut().write_all(b"BUY 1").unwrap();
        client.get_mut().shutdown(Shutdown::Write).unwrap();
        // The server has seen all of it when it closes.
        assert_eq!(client.read(&mut [0]).unwrap(), 0);
        server.shutdown();
        assert_eq!(fs::read_to_string(log).unwrap(), "");
    });
}

#[test]
fn clients_that_hang_keep_their_places_only_for_a_while() {
    with_each(|design, log| {
        let server = Server::start(open(design, 20, log), IMPATIENT).unwrap();
        // As many as there are places: one says nothing, and one stops in the middle.
        let mut silent = connect(&server);
        let mut stuck = connect(&server);
        stuck.get_mut().write_all(b"BUY ").unwrap();
        assert_eq!(ask(&mut connect(&server), "BUY 1").unwrap(), "SOLD 1");
        for client in [&mut silent, &mut stuck] {
            let end = client.read(&mut [0]);
            let reset = end.as_ref().is_err_and(|error| error.kind() == ErrorKind::ConnectionReset);
            assert!(reset || end.is_ok_and(|length| length == 0));
        }
    });
}

#[test]
fn a_client_that_is_gone_has_bought_its_seat_or_not() {
    with_each(|design, log| {
        let office = open(design, 20, log);
        let mut server = Server::start(Arc::clone(&office), PATIENT).unwrap();
        for seat in 0..20 {
            let mut client = connect(&server);
            client.get_mut().write_all(format!("BUY {seat}\n").as_bytes()).unwrap();
        }
        let left = office.stats().free;
        assert!(left <= 20);
        server.shutdown();
        let in_log = fs::read_to_string(log).unwrap().lines().count();
        assert_eq!(office.stats().sold, in_log);
    });
}

/// An office that counts how many calls it has at the same time.
#[derive(Default)]
struct Crowded {
    inside: AtomicUsize,
    most: AtomicUsize,
}

impl BoxOffice for Crowded {
    fn open(_: usize, _: &[usize], _: Box<dyn Log>) -> Self {
        Crowded::default()
    }

    fn buy(&self, _: usize) -> Answer {
        self.most.fetch_max(self.inside.fetch_add(1, SeqCst) + 1, SeqCst);
        thread::sleep(Duration::from_millis(5));
        self.inside.fetch_sub(1, SeqCst);
        Answer::Taken
    }

    fn stats(&self) -> Stats {
        Stats { sold: 0, free: 0, turned_away: 0 }
    }

    fn close(&self) {}
}

#[test]
fn no_more_clients_are_served_at_once_than_there_are_places() {
    let office = Arc::new(Crowded::default());
    let limits = Limits { connections: 2, patience: LONG };
    let server = Server::start(Arc::clone(&office) as Arc<dyn BoxOffice>, limits).unwrap();
    thread::scope(|s| {
        for _ in 0..6 {
            s.spawn(|| {
                let mut client = connect(&server);
                for _ in 0..3 {
                    assert_eq!(ask(&mut client, "BUY 1").unwrap(), "TAKEN 1");
                }
                assert_eq!(ask(&mut client, "QUIT").unwrap(), "BYE");
            });
        }
    });
    let most = office.most.load(SeqCst);
    assert!(most <= 2, "{most} clients were served at once");
}

/// Eight customers buy at random until the office is closed in the middle of it. Returns what they were told.
fn a_rush(design: Design, seats: usize, log: &Path, enough: usize, seed: u64) {
    let (earlier, _) = FileLog::open(log, seats, Durability::Process).unwrap();
    let office = open(design, seats, log);
    let mut server = Server::start(Arc::clone(&office), PATIENT).unwrap();
    let (address, answers) = (server.address(), AtomicUsize::new(0));
    let told: Vec<Told> = thread::scope(|s| {
        let customers: Vec<_> = (0..8)
            .map(|number| {
                let answers = &answers;
                s.spawn(move || {
                    let mut random = Random::new(seed + number);
                    customer(
                        address,
                        || random.below(seats),
                        |_, _| _ = answers.fetch_add(1, SeqCst),
                    )
                })
            })
            .collect();
        while answers.load(SeqCst) < enough {
            thread::yield_now();
        }
        server.shutdown();
        customers.into_iter().map(|customer| customer.join().unwrap()).collect()
    });
    assert_eq!(office.buy(0), Answer::Closed);
    let found = faults(&told, office.stats(), log, seats, &earlier);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_call_that_meets_the_closing_is_answered() {
    with_each(|design, log| {
        for _ in 0..50 {
            _ = fs::remove_file(log);
            let office = open(design, 20_000, log);
            let (next, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let sold: usize = thread::scope(|s| {
                let customer = || {
                    let buys = || office.buy(next.fetch_add(1, SeqCst));
                    let counts = |answer: &Answer| {
                        calls.fetch_add(1, SeqCst);
                        *answer == Answer::Sold
                    };
                    std::iter::repeat_with(buys).take_while(counts).count()
                };
                let customers: Vec<_> = (0..8).map(|_| s.spawn(customer)).collect();
                while calls.load(SeqCst) < 20 {
                    thread::yield_now();
                }
                office.close();
                customers.into_iter().map(|customer| customer.join().unwrap()).sum()
            });
            assert_eq!(fs::read_to_string(log).unwrap().lines().count(), sold);
            assert_eq!(office.stats().sold, sold);
        }
    });
}

// ANCHOR: kept
#[test]
fn a_request_outlives_its_receiver_in_crossbeams_bounded_queue_and_not_in_stds() {
    let (reply, answer) = mpsc::channel::<Answer>();
    let (requests, receiver) = crossbeam_channel::bounded(1);
    requests.send(reply).unwrap();
    drop(receiver);
    assert_eq!(answer.try_recv(), Err(TryRecvError::Empty)); // `reply` is still in the queue.
    drop(requests);
    assert_eq!(answer.try_recv(), Err(TryRecvError::Disconnected));

    let (reply, answer) = mpsc::channel::<Answer>();
    let (requests, receiver) = mpsc::sync_channel(1);
    requests.send(reply).unwrap();
    drop(receiver);
    assert_eq!(answer.try_recv(), Err(TryRecvError::Disconnected));
}
// ANCHOR_END: kept

#[test]
fn closing_under_load_loses_no_sale_and_makes_none_up_day_after_day() {
    with_each(|design, log| {
        for (day, enough) in [1, 50, 200, 1_000].into_iter().enumerate() {
            a_rush(design, 2_000, log, enough, 100 * day as u64 + 1);
        }
        // What is left can be sold after all that, and each seat only once.
        let (earlier, _) = FileLog::open(log, 2_000, Durability::Process).unwrap();
        let office = open(design, 2_000, log);
        let sold = (0..2_000).filter(|seat| office.buy(*seat) == Answer::Sold).count();
        assert_eq!(sold + earlier.len(), 2_000);
        office.close();
        assert_eq!(FileLog::open(log, 2_000, Durability::Process).unwrap().0.len(), 2_000);
    });
}

#[test]
fn a_second_office_cannot_use_the_same_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sales.log");
    let first = FileLog::open(&path, 20, Durability::Process).unwrap();
    let Err(error) = FileLog::open(&path, 20, Durability::Process) else {
        panic!("two offices have one log")
    };
    assert_eq!(error.to_string(), "another box office uses this log");
    drop(first);
    assert!(FileLog::open(&path, 20, Durability::Process).is_ok());
}

#[test]
fn a_torn_last_record_is_cut_off_at_the_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sales.log");
    fs::write(&path, "SOLD 3\nSOLD 4\nSOLD 1").unwrap();
    let (sold, mut log) = FileLog::open(&path, 20, Durability::Power).unwrap();
    assert_eq!(sold, [3, 4]);
    log.append(&[12, 5]).unwrap();
    // On Windows, the locked file can't be read by another handle.
    drop(log);
    assert_eq!(fs::read_to_string(&path).unwrap(), "SOLD 3\nSOLD 4\nSOLD 12\nSOLD 5\n");
}

#[test]
fn a_log_that_makes_no_sense_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sales.log");
    for (text, problem) in [
        ("SOLD 3\nSOLD 3\n", "line 2 of the log sells a seat a second time: `SOLD 3`"),
        ("SOLD 3\nSOLD 20\n", "line 2 of the log is no sale of a seat that there is: `SOLD 20`"),
        ("\n", "line 1 of the log is no sale of a seat that there is: ``"),
        ("SOLD 3\nSO", ""),
    ] {
        fs::write(&path, text).unwrap();
        match FileLog::open(&path, 20, Durability::Process) {
            Ok((sold, _)) => assert_eq!((sold.as_slice(), problem), (&[3][..], "")),
            Err(error) => assert_eq!(error.to_string(), problem),
        }
    }
}

#[test]
fn what_the_book_shows_of_a_day_is_what_happens() {
    with_each(|design, log| {
        let story = office::story(design, log).unwrap();
        expect_test::expect_file!["../outputs/day.txt"].assert_eq(&story);
    });
}
