//! Every claim of chapter 20 about leases, explored on a virtual clock.
//!
//! No client is told to pause. Time passes while a client sleeps, and the explorer lets the first two sleeps of a thread
//! end at any moment. So a lease can run out between any two steps of the other client.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Mutex, atomic};
}

use interleave::{thread, time};

#[path = "../src/s1_lease.rs"]
mod s1_lease;
#[path = "../src/s2_counter.rs"]
mod s2_counter;
#[path = "../src/s3_check_first.rs"]
mod s3_check_first;
#[path = "../src/s4_fenced_writes.rs"]
mod s4_fenced_writes;
#[path = "../src/s5_fenced.rs"]
mod s5_fenced;
#[path = "../src/s6_durable.rs"]
mod s6_durable;

use expect_test::{ExpectFile, expect_file};
use interleave::FailureKind;
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
use interleave::time::{Duration, Instant};
use s1_lease::LockService;
use s2_counter::LEASE;

const SECOND: Duration = Duration::from_secs(1);

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

#[test]
fn a_mutex_is_never_lost_however_long_its_holder_sleeps() {
    interleave::model(|| {
        let value = Mutex::new(0);
        thread::scope(|s| {
            for pause in [15 * SECOND, Duration::ZERO] {
                let value = &value;
                s.spawn(move || {
                    let mut value = value.lock().unwrap();
                    let seen = *value;
                    thread::sleep(pause);
                    *value = seen + 1;
                });
            }
        });
        assert_eq!(*value.lock().unwrap(), 2);
    });
}

// ANCHOR: two-clients
/// Two clients add one each. Returns the number in the end.
fn two_clients() -> u64 {
    let (service, store) = (LockService::default(), s2_counter::Store::default());
    thread::scope(|s| {
        s.spawn(|| s2_counter::add_one(&service, &store));
        s.spawn(|| s2_counter::add_one(&service, &store));
    });
    store.read()
}
// ANCHOR_END: two-clients

#[test]
fn under_a_lease_an_increment_is_lost() {
    let found =
        interleave::check(|| assert_eq!(two_clients(), 2)).expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 1);
    check_snapshot(expect_file!["../traces/lost.json"], &found);
}

#[test]
fn a_look_at_the_clock_before_the_write_leaves_a_gap() {
    let found = interleave::check(|| {
        let (service, store) = (LockService::default(), s2_counter::Store::default());
        let done = thread::scope(|s| {
            let clients = [(), ()].map(|()| s.spawn(|| s3_check_first::add_one(&service, &store)));
            clients.map(|client| u64::from(client.join().unwrap())).iter().sum::<u64>()
        });
        let value = store.read();
        assert_eq!(value, done, "{done} clients added one, and the number is {value}");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/gap.json"], &found);
}

#[test]
fn a_store_that_fences_writes_only_still_loses_an_increment() {
    let found = interleave::check(|| {
        let (service, store) = (LockService::default(), s4_fenced_writes::Store::default());
        let done = thread::scope(|s| {
            let clients =
                [(), ()].map(|()| s.spawn(|| s4_fenced_writes::add_one(&service, &store)));
            clients.map(|client| u64::from(client.join().unwrap().is_ok())).iter().sum::<u64>()
        });
        let value = store.read();
        assert_eq!(value, done, "{done} clients added one, and the number is {value}");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/unfenced-read.json"], &found);
}

// ANCHOR: proof
#[test]
fn with_a_token_on_every_request_no_increment_is_lost() {
    interleave::model(|| {
        let (service, store) = (LockService::default(), s5_fenced::Store::default());
        let done = thread::scope(|s| {
            let clients = [(), ()].map(|()| s.spawn(|| s5_fenced::add_one(&service, &store)));
            clients.map(|client| client.join().unwrap().is_ok())
        });
        let lease = service.acquire(LEASE);
        let added = done.iter().filter(|done| **done).count();
        assert_eq!(store.read(lease.number), Ok(added as u64));
        assert!(added > 0, "both were refused");
    });
}
// ANCHOR_END: proof

#[test]
fn either_client_can_be_the_late_one() {
    let found = interleave::outcomes(|| {
        let (service, store) = (LockService::default(), s5_fenced::Store::default());
        thread::scope(|s| {
            let clients = [(), ()].map(|()| s.spawn(|| s5_fenced::add_one(&service, &store)));
            clients.map(|client| client.join().unwrap().is_ok())
        })
    });
    assert!(found.values().eq(&[[false, true], [true, false], [true, true]]), "{found:?}");
}

#[test]
fn without_an_expiry_no_client_is_refused() {
    interleave::model(|| {
        let (service, store) = (LockService::default(), s5_fenced::Store::default());
        // The second client comes when the first one is done.
        for _ in 0..2 {
            thread::scope(|s| {
                let client = s.spawn(|| s5_fenced::add_one(&service, &store));
                assert_eq!(client.join().unwrap(), Ok(()));
            });
        }
        assert_eq!(store.read(u64::MAX), Ok(2));
    });
}

#[test]
fn one_lease_begins_when_the_one_before_has_run_out_or_was_released() {
    interleave::model(|| {
        let (service, granted) = (LockService::default(), Mutex::new(Vec::new()));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let lease = service.acquire(LEASE);
                    granted.lock().unwrap().push(lease);
                });
            }
        });
        let mut granted = granted.into_inner().unwrap();
        granted.sort_by_key(|lease| lease.number);
        assert_eq!(granted.iter().map(|lease| lease.number).collect::<Vec<_>>(), [1, 2]);
        // It was granted for this long, and began when the first one had run out, or later.
        assert!(granted[1].until - LEASE >= granted[0].until);
    });
}

#[test]
fn a_late_release_frees_no_lease_of_another_client() {
    interleave::model(|| {
        let service = LockService::default();
        let late = service.acquire(SECOND);
        thread::sleep(SECOND);
        thread::scope(|s| {
            s.spawn(|| {
                let lease = service.acquire(LEASE);
                // Until then no other client gets the lock.
                assert!(service.try_acquire(LEASE).is_err() || Instant::now() >= lease.until);
            });
            service.release(late);
        });
    });
}

#[test]
fn a_lease_is_renewed_until_it_has_run_out() {
    interleave::model(|| {
        let service = LockService::default();
        let mut lease = service.acquire(10 * SECOND);
        thread::sleep(6 * SECOND);
        assert!(service.renew(&mut lease, 10 * SECOND));
        thread::sleep(6 * SECOND);
        assert_eq!(service.try_acquire(SECOND).err(), Some(4 * SECOND));
        thread::sleep(4 * SECOND);
        assert!(!service.renew(&mut lease, 10 * SECOND), "it has run out");
        let next = service.acquire(SECOND);
        assert!(!service.renew(&mut lease, 10 * SECOND), "the lock is lent to another client");
        assert_eq!(next.number, 2);
    });
}

// ANCHOR: restart
/// The lock service restarts, and forgets everything. A comes before that, and B after.
fn a_restart() -> (u64, u64) {
    let (before, after) = (LockService::default(), LockService::default());
    let store = s5_fenced::Store::default();
    let done = thread::scope(|s| {
        let a = s.spawn(|| s5_fenced::add_one(&before, &store));
        let b = s.spawn(|| s5_fenced::add_one(&after, &store));
        [a, b].map(|client| u64::from(client.join().unwrap().is_ok()))
    });
    (done[0] + done[1], store.read(u64::MAX).unwrap())
}
// ANCHOR_END: restart

#[test]
fn a_service_that_forgets_its_counter_hands_out_an_old_token() {
    let found = interleave::check(|| {
        let (done, value) = a_restart();
        assert_eq!(value, done, "{done} clients added one, and the number is {value}");
    })
    .expect_fails(FailureKind::Assertion);
    check_snapshot(expect_file!["../traces/restart.json"], &found);
}

/// The same as `add_one` of stage 5, with the service of stage 6.
fn add_one(service: &s6_durable::LockService<'_>, store: &s5_fenced::Store) -> bool {
    let lease = service.acquire(LEASE);
    let written = store.read(lease.number).and_then(|seen| store.write(lease.number, seen + 1));
    service.release(lease);
    written.is_ok()
}

#[test]
fn a_service_with_its_counter_on_disk_hands_out_a_new_token_after_a_restart() {
    interleave::model(|| {
        let (disk, store) = (AtomicU64::new(0), s5_fenced::Store::default());
        let before = s6_durable::LockService::start(&disk);
        let done = thread::scope(|s| {
            let a = s.spawn(|| add_one(&before, &store));
            let b = s.spawn(|| add_one(&s6_durable::LockService::start(&disk), &store));
            [a, b].map(|client| u64::from(client.join().unwrap()))
        });
        assert_eq!(store.read(u64::MAX), Ok(done[0] + done[1]));
        assert_eq!(disk.load(SeqCst), 2);
    });
}

#[test]
fn after_a_restart_the_lock_is_lent_only_when_every_old_lease_has_run_out() {
    interleave::model(|| {
        let disk = AtomicU64::new(0);
        let before = s6_durable::LockService::start(&disk);
        let old = before.acquire(2 * s6_durable::LONGEST);
        let after = s6_durable::LockService::start(&disk);
        let new = after.acquire(SECOND);
        assert!(new.until - SECOND >= old.until, "two clients have a lease at the same time");
        assert!(new.number > old.number);
    });
}

// ANCHOR: late-write
/// A has token 1, and B has token 2. Returns how many of them succeeded, and the number.
fn a_late_write() -> (u64, u64) {
    let store = s4_fenced_writes::Store::default();
    let done = thread::scope(|s| {
        let a = s.spawn(|| store.write(1, 1));
        let b = s.spawn(|| {
            let seen = store.read();
            store.write(2, seen + 1)
        });
        [a, b].map(|client| u64::from(client.join().unwrap().is_ok()))
    });
    (done[0] + done[1], store.read())
}
// ANCHOR_END: late-write

#[test]
fn every_schedule_of_a_late_write_is_in_the_tree() {
    let mut tree = interleave::schedules(|| match a_late_write() {
        (2, 2) => "2, as it should be",
        (1, 1) => "1, and A is refused",
        (2, 1) => "1, and both think they added one",
        other => panic!("{other:?}"),
    });
    tree.goal = "The number counts every client that was told it succeeded.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/late-write.json"].assert_eq(&(json + "\n"));
}

/// What A and B can be told, with a store that fences reads and writes, and what the number is then.
fn a_late_write_fenced() -> String {
    let store = s5_fenced::Store::default();
    // A's first request was in time.
    assert_eq!(store.read(1), Ok(0));
    let [a, b] = thread::scope(|s| {
        let a = s.spawn(|| store.write(1, 1));
        let b = s.spawn(|| store.read(2).and_then(|seen| store.write(2, seen + 1)));
        [a, b].map(|client| client.join().unwrap().is_ok())
    });
    let told = match (a, b) {
        (true, true) => "both succeed",
        (true, false) => "only A succeeds",
        (false, true) => "only B succeeds",
        (false, false) => "neither succeeds",
    };
    format!("{told}, and the number is {}", store.read(u64::MAX).unwrap())
}

#[test]
fn the_answers_to_the_quiz_are_what_runs_show() {
    let found = interleave::outcomes(a_late_write_fenced);
    let options = [
        "both succeed, and the number is 2",
        "both succeed, and the number is 1",
        "only A succeeds, and the number is 1",
        "only B succeeds, and the number is 1",
        "neither succeeds, and the number is 0",
    ];
    let answers: Vec<&str> =
        options.into_iter().filter(|o| found.schedule(&(*o).to_string()).is_some()).collect();
    assert_eq!(answers.len(), found.values().count(), "{:?}", found.values().collect::<Vec<_>>());
    let quiz = serde_json::json!({
        "version": 1,
        "question": "The store checks the token of every request. A has read 0 with token 1, and its write with token 1 is \
                     late. B has token 2: it reads the number, and writes one more. What can happen?",
        "options": options,
        "answers": answers,
        "replies": {
            "both succeed, and the number is 1": "For that, A's write must come between B's read and B's write. B's read \
                                                  carries token 2, and from then on the store refuses token 1.",
            "only A succeeds, and the number is 1": "The store refuses a request only for a higher token than its own, and \
                                                     there is no higher one than B's.",
            "neither succeeds, and the number is 0": "The highest token is never refused.",
        },
        "why": "All that matters is whether A's write arrives before B's read or after it. Before, it is as if A hadn't been \
                late: B reads 1 and writes 2. After, A is refused, and knows it.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
