//! Requests in all orders, with a crash in between.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of the two kinds of request: reads and writes make each other too old, and each its own kind.
//! - 2 and 9, the first time only: requests are repeated, refused twice, and come after each crash.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: tokens 0, `u32::MAX`, one more, and `u64::MAX`; values as well.
//! - a crash at each save of each kind of request, and at none.
//! - a write that changes only one half of the record: the pass, or the number.
//! - the store goes on after a crash: the panic of each kind of request must reach its caller.
//! - two disks, one store after another on each.

use std::fmt;

use fencing::{Disk, Pass, Record, Refused, Store};
use interleave::thread;

fn pass(client: u64, token: u64) -> Pass {
    Pass { client, token }
}

/// One line of a story.
#[derive(Clone, Copy)]
enum Line {
    /// This client reads with this token, and must be told this number, or be refused.
    Read(u64, u64, Option<u64>),
    /// This client writes with this token and this number, and is admitted or not.
    Write(u64, u64, u64, bool),
    /// The store is closed, and another one is opened on its disk.
    Reopen,
}
use Line::{Read, Reopen, Write};

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Read(client, token, _) => write!(f, "client {client} reads with token {token}"),
            Write(client, token, value, _) => {
                write!(f, "client {client} writes {value} with token {token}")
            }
            Reopen => f.write_str("the store is opened again"),
        }
    }
}

/// What was told so far, as words.
fn so_far(story: &[Line]) -> String {
    let lines: Vec<String> = story.iter().map(Line::to_string).collect();
    if lines.is_empty() { "at first".into() } else { format!("after: {},", lines.join("; ")) }
}

/// Whether a request was admitted, or should be.
fn admitted(is: bool) -> &'static str {
    if is { "admitted" } else { "refused" }
}

/// Tells the story line by line, on one thread.
#[track_caller]
fn check(story: &[Line]) {
    interleave::model(|| {
        let disk = Disk::default();
        let mut store = Store::open(&disk);
        for (at, line) in story.iter().enumerate() {
            let before = so_far(&story[..at]);
            match *line {
                Read(client, token, expected) => {
                    let told = store.read(pass(client, token)).ok();
                    let (is, should) = (admitted(told.is_some()), admitted(expected.is_some()));
                    assert!(is == should, "{before} {line}, and is {is}");
                    assert!(
                        told == expected,
                        "{before} {line}, and gets {told:?}, not {expected:?}"
                    );
                }
                Write(client, token, value, expected) => {
                    let told = store.write(pass(client, token), value).is_ok();
                    assert!(told == expected, "{before} {line}, and is {}", admitted(told));
                }
                Reopen => store = Store::open(&disk),
            }
        }
    });
}

#[test]
fn a_new_store_admits_any_pass_and_has_the_number_0() {
    for token in [0, 1, u64::MAX] {
        check(&[Read(7, token, Some(0)), Read(7, token, Some(0))]);
        check(&[Write(0, token, 5, true), Read(0, token, Some(5))]);
        check(&[Reopen, Read(7, token, Some(0)), Reopen, Read(7, token, Some(0))]);
    }
}

#[test]
fn one_client_can_use_its_pass_as_often_as_it_likes() {
    check(&[
        Write(1, 3, 5, true),
        Read(1, 3, Some(5)),
        Write(1, 3, 6, true),
        Write(1, 3, 6, true),
        Reopen,
        Read(1, 3, Some(6)),
        Write(1, 3, 0, true),
        Write(1, 4, 8, true),
        Read(1, 4, Some(8)),
    ]);
}

#[test]
fn a_write_with_an_older_token_is_refused() {
    check(&[
        Write(1, 1, 5, true),
        Write(2, 2, 6, true),
        Write(1, 1, 7, false),
        Read(2, 2, Some(6)),
        Write(1, 1, 7, false),
        Read(2, 2, Some(6)),
    ]);
    check(&[
        Write(2, 9, 6, true),
        Write(3, 8, 7, false),
        Write(2, 9, 8, true),
        Read(2, 9, Some(8)),
    ]);
}

#[test]
fn a_read_with_an_older_token_is_refused() {
    check(&[Write(1, 1, 5, true), Write(2, 2, 6, true), Read(1, 1, None), Read(2, 2, Some(6))]);
    check(&[Read(2, 2, Some(0)), Read(1, 1, None), Read(1, 1, None), Read(2, 2, Some(0))]);
}

#[test]
fn a_read_makes_older_passes_too_old() {
    check(&[Read(1, 1, Some(0)), Read(2, 2, Some(0)), Write(1, 1, 5, false), Write(2, 2, 6, true)]);
    check(&[Write(1, 1, 5, true), Read(2, 2, Some(5)), Write(1, 1, 6, false), Read(2, 2, Some(5))]);
}

#[test]
fn the_newest_token_is_refused_from_another_client() {
    check(&[Write(1, 5, 6, true), Write(2, 5, 7, false), Read(2, 5, None), Read(1, 5, Some(6))]);
    check(&[Read(1, 5, Some(0)), Read(2, 5, None), Write(2, 5, 7, false), Write(1, 5, 6, true)]);
    check(&[Read(1, 0, Some(0)), Write(0, 0, 7, false), Write(1, 0, 6, true)]);
    check(&[Write(1, 5, 6, true), Reopen, Write(2, 5, 7, false), Write(1, 5, 8, true)]);
}

#[test]
fn the_same_client_is_refused_with_a_token_from_before() {
    check(&[Write(1, 5, 6, true), Write(1, 6, 7, true), Write(1, 5, 8, false), Read(1, 5, None)]);
    check(&[
        Write(1, 5, 6, true),
        Write(2, 6, 7, true),
        Write(1, 5, 8, false),
        Write(1, 7, 9, true),
        Read(2, 6, None),
        Read(1, 7, Some(9)),
    ]);
}

#[test]
fn a_refused_request_changes_nothing() {
    for refused in
        [Write(1, 3, 7, false), Write(2, 5, 7, false), Read(1, 3, None), Read(2, 5, None)]
    {
        check(&[
            Write(1, 5, 6, true),
            refused,
            // Between the refused token and the newest one.
            Write(3, 4, 8, false),
            refused,
            Read(1, 5, Some(6)),
            Reopen,
            refused,
            Read(1, 5, Some(6)),
            Write(1, 5, 9, true),
        ]);
    }
}

#[test]
fn nothing_is_forgotten_when_the_store_is_opened_again() {
    for (admitted, value) in
        [(Write(2, 5, 6, true), 6), (Write(2, 5, 0, true), 0), (Read(2, 5, Some(0)), 0)]
    {
        for token in [0, 4, 5] {
            check(&[admitted, Reopen, Write(1, token, 7, false), Read(2, 5, Some(value))]);
            check(&[admitted, Reopen, Read(1, token, None), Reopen, Read(1, token, None)]);
        }
        check(&[admitted, Reopen, Reopen, Read(3, 6, Some(value)), Reopen, Read(2, 5, None)]);
    }
    // The last of several requests counts, also if it changes nothing but the pass.
    check(&[
        Write(1, 1, 6, true),
        Write(2, 2, 6, true),
        Reopen,
        Write(1, 1, 7, false),
        Read(2, 2, Some(6)),
    ]);
    check(&[
        Write(1, 1, 6, true),
        Write(2, 2, 6, true),
        Read(3, 3, Some(6)),
        Reopen,
        Write(2, 2, 7, false),
        Read(3, 3, Some(6)),
    ]);
}

#[test]
fn every_token_and_every_number_can_be_told_from_its_neighbours() {
    for n in [1, 1 << 8, 1 << 16, 1 << 32, 1 << 53, 1 << 63, u64::MAX] {
        check(&[
            Write(1, n - 1, n, true),
            Write(2, n, n - 1, true),
            Read(1, n - 1, None),
            Reopen,
            Write(1, n - 1, 7, false),
            Read(2, n, Some(n - 1)),
            Write(3, n, 7, false),
        ]);
        // And from the lowest one.
        check(&[Write(1, 0, 6, true), Write(2, n, 7, true), Write(1, 0, 8, false)]);
        // Clients, too.
        check(&[Write(n, 5, 6, true), Write(n - 1, 5, 7, false), Read(n, 5, Some(6))]);
    }
}

#[test]
fn two_stores_on_two_disks_know_nothing_of_each_other() {
    interleave::model(|| {
        let (left, right) = (Disk::default(), Disk::default());
        let (left, right) = (Store::open(&left), Store::open(&right));
        assert_eq!(left.write(pass(1, 5), 6), Ok(()));
        assert_eq!(right.write(pass(2, 3), 4), Ok(()), "it's the first request of this store");
        assert_eq!(left.read(pass(1, 5)), Ok(6));
        assert_eq!(right.read(pass(2, 3)), Ok(4));
    });
}

/// What a client does that comes after the first one.
const SECOND: [fn(&Store<'_>) -> bool; 2] =
    [|store| store.write(pass(2, 2), 20).is_ok(), |store| store.read(pass(2, 2)).is_ok()];

#[test]
fn a_crash_at_any_save_forgets_no_request_that_was_answered() {
    for (kind, second) in SECOND.into_iter().enumerate() {
        for saves in 0..6 {
            interleave::model(|| {
                let disk = Disk::crashes_after(saves);
                let requests: [fn(&Store<'_>) -> bool; 3] = [
                    |store| store.write(pass(1, 1), 10).is_ok(),
                    second,
                    |store| store.write(pass(2, 2), 21).is_ok(),
                ];
                // How many requests were answered, before the crash.
                let mut answered = 0;
                let store = Store::open(&disk);
                for request in requests {
                    let told = thread::scope(|s| s.spawn(|| request(&store)).join());
                    let Ok(admitted) = told else { break };
                    assert!(admitted, "each request had a newer pass or the newest one");
                    answered += 1;
                }
                // The same record on a disk without a crash to come.
                let after = Disk::default();
                after.save(disk.load());
                let store = Store::open(&after);
                if answered >= 1 {
                    let late = store.write(pass(3, 0), 99);
                    assert_eq!(
                        late,
                        Err(Refused),
                        "a request with token 1 was answered before the crash"
                    );
                }
                if answered >= 2 {
                    let late = store.write(pass(1, 1), 99);
                    assert_eq!(
                        late,
                        Err(Refused),
                        "a request with token 2 was answered before the crash"
                    );
                }
                let writes = [0, 10, if kind == 0 { 20 } else { 10 }, 21];
                let value = store.read(pass(2, 2)).expect("no newer pass than this one");
                let allowed = &writes[answered..writes.len().min(answered + 2)];
                assert!(
                    allowed.contains(&value),
                    "{answered} requests were answered before the crash, and the number is {value}; \
                     it should be one of {allowed:?}"
                );
            });
        }
    }
}

#[test]
fn a_crash_ends_the_request_that_it_interrupts() {
    let earlier = Record { value: 5, newest: Some(pass(1, 1)) };
    let others: [fn(&Store<'_>) -> bool; 2] = [
        // Only the number is new, or only the pass.
        |store| store.write(pass(1, 1), 10).is_ok(),
        |store| store.write(pass(2, 2), 5).is_ok(),
    ];
    for request in SECOND.into_iter().chain(others) {
        for before in [None, Some(earlier)] {
            interleave::model(|| {
                let disk = Disk::crashes_after(usize::from(before.is_some()));
                if let Some(record) = before {
                    disk.save(record);
                }
                let told = thread::scope(|s| s.spawn(|| request(&Store::open(&disk))).join());
                assert!(
                    told.is_err(),
                    "the store crashed when it saved, and the request was answered all the same"
                );
            });
        }
    }
}

#[test]
fn a_crash_never_leaves_a_new_number_with_an_old_pass() {
    for saves in 0..4 {
        interleave::model(|| {
            let disk = Disk::crashes_after(saves);
            let store = Store::open(&disk);
            let told = thread::scope(|s| {
                s.spawn(|| {
                    for token in 1..=2 {
                        assert_eq!(store.write(pass(token, token), 10 * token), Ok(()));
                    }
                })
                .join()
            });
            let store = Store::open(&disk);
            // The second client's number may be there. If it is, the first client is too late.
            let first = store.read(pass(1, 1));
            assert_ne!(
                first,
                Ok(20),
                "the number is on disk, and the pass that it came with isn't"
            );
            assert!(told.is_err() || first == Err(Refused), "both writes were answered");
        });
    }
}

#[test]
fn a_late_write_never_gets_between_a_read_and_a_write() {
    interleave::model(|| {
        let disk = Disk::default();
        let store = Store::open(&disk);
        assert_eq!(store.read(pass(1, 1)), Ok(0));
        let (late, seen) = thread::scope(|s| {
            let late = s.spawn(|| store.write(pass(1, 1), 100).is_ok());
            let seen = store.read(pass(2, 2)).expect("the newest pass");
            assert_eq!(store.write(pass(2, 2), seen + 1), Ok(()), "the newest pass");
            (late.join().unwrap(), seen)
        });
        let value = store.read(pass(2, 2)).expect("the newest pass");
        let expected = if late { 101 } else { 1 };
        assert!(
            value == expected,
            "the late write was {}, the second client read {seen}, and the number is {value}",
            admitted(late)
        );
    });
}

#[test]
fn a_late_read_never_sees_what_came_after_it() {
    interleave::model(|| {
        let disk = Disk::default();
        let store = Store::open(&disk);
        thread::scope(|s| {
            s.spawn(|| assert_eq!(store.write(pass(2, 2), 20), Ok(()), "the newest pass"));
            let seen = store.read(pass(1, 1));
            assert!(seen != Ok(20), "a read with token 1 returned what was written with token 2");
        });
        let late = Store::open(&disk).write(pass(1, 1), 10);
        assert_eq!(late, Err(Refused), "a request with token 2 was answered");
        assert_eq!(store.read(pass(2, 2)), Ok(20));
    });
}

#[test]
fn of_two_reads_the_newer_one_counts() {
    interleave::model(|| {
        let disk = Disk::default();
        let store = Store::open(&disk);
        thread::scope(|s| {
            s.spawn(|| _ = store.read(pass(1, 1)));
            assert_eq!(store.read(pass(2, 2)), Ok(0), "the newest pass");
        });
        for store in [&store, &Store::open(&disk)] {
            let late = store.write(pass(1, 1), 10);
            assert_eq!(late, Err(Refused), "a read with token 2 was answered");
        }
    });
}

#[test]
fn of_two_clients_with_the_same_token_one_is_admitted() {
    interleave::model(|| {
        let disk = Disk::default();
        let store = Store::open(&disk);
        let told = thread::scope(|s| {
            [1, 2]
                .map(|client| {
                    let store = &store;
                    s.spawn(move || store.write(pass(client, 5), client).is_ok())
                })
                .map(|client| client.join().unwrap())
        });
        assert!(told[0] != told[1], "two clients wrote with the same token, admitted: {told:?}");
        let winner = if told[0] { 1 } else { 2 };
        assert_eq!(Store::open(&disk).read(pass(winner, 5)), Ok(winner), "its write was admitted");
    });
}

#[test]
fn of_three_writes_the_one_with_the_newest_pass_stays() {
    let few = interleave::Checker::new().order_only().max_preemptions(2);
    few.model(|| {
        let disk = Disk::default();
        let store = Store::open(&disk);
        thread::scope(|s| {
            for token in 1..=3 {
                let store = &store;
                s.spawn(move || _ = store.write(pass(token, token), token));
            }
        });
        assert_eq!(store.read(pass(3, 3)), Ok(3));
        assert_eq!(Store::open(&disk).read(pass(3, 3)), Ok(3));
    });
}
