//! Threads that lock with sessions from a pool, and a server that closes sessions.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of the ways out only: released, dropped, dropped by a panic, moved to another thread; each of them with the
//!   session closed, and not.
//! - 2 and 9, the first time only: every way out several times, and the lock and all sessions are used once more.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting where there is nothing to wait for: other keys go through while a thread waits.
//! - the session goes back too early: while a guard ends, another thread locks.
//! - the pool is busy, or a thread that waits keeps more sessions than it needs: two idle ones serve two threads.
//! - 6, the boundary: no idle session, one, several, all of them closed; keys 0 and `u32::MAX`.
//! - 8, one waiter only: three threads, and two that wait.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::mpsc;
use interleave::time::Duration;
use interleave::{Checker, thread};
use session_lock::{Closed, Guard, Locks, Lost, Server};

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_preemptions(2).max_executions(3_000)
}

#[track_caller]
fn lock<'a, 's>(locks: &'a Locks<'s>, key: u32) -> Guard<'a, 's> {
    let Ok(guard) = locks.lock(key) else {
        panic!("the server is up, and `lock` returned an error")
    };
    guard
}

/// What ends a guard.
type End = fn(Guard<'_, '_>);

/// Ways for a guard to end.
const WAYS: [(&str, End); 4] = [
    ("it was released", |guard| {
        assert_eq!(guard.release(), Ok(()), "the session is open, so the lock wasn't lost");
    }),
    ("it was dropped", |guard| drop(guard)),
    ("its thread panicked", |guard| {
        let end = thread::scope(|s| {
            s.spawn(move || {
                let _guard = guard;
                panic!("on purpose");
            })
            .join()
        });
        assert!(end.is_err());
    }),
    ("another thread dropped it", |guard| thread::scope(|s| _ = s.spawn(move || drop(guard)))),
];

#[test]
fn a_guard_that_ends_frees_its_lock() {
    for (how, end) in WAYS {
        interleave::model(|| {
            let server = Server::default();
            let locks = Locks::new(&server);
            end(lock(&locks, 7));
            assert!(server.holder(7).is_none(), "a guard ended ({how}), and its lock isn't free");
        });
    }
}

#[test]
fn however_a_guard_ends_the_lock_is_free_and_its_session_is_used_again() {
    interleave::model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        for round in 0..2 {
            for (how, end) in WAYS {
                for key in [0, 7, u32::MAX] {
                    let guard = lock(&locks, key);
                    assert!(
                        server.holder(key).is_some(),
                        "there is a guard, and no session has the lock"
                    );
                    end(guard);
                    assert!(
                        server.holder(key).is_none(),
                        "a guard ended ({how}), and its lock isn't free, in round {round}"
                    );
                }
            }
        }
        let opened = server.opened();
        assert!(
            opened == 1,
            "one session is enough for one guard at a time, and {opened} were opened"
        );
    });
}

#[test]
fn guards_that_are_there_at_the_same_time_have_sessions_of_their_own() {
    interleave::model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        for _ in 0..2 {
            let guards = [1, 2, 3].map(|key| lock(&locks, key));
            let mut holders = [1, 2, 3].map(|key| server.holder(key).expect("its guard is there"));
            holders.sort_unstable();
            assert!(
                holders[0] != holders[1] && holders[1] != holders[2],
                "two guards share a session"
            );
            let [first, second, third] = guards;
            drop(second);
            assert_eq!(server.holder(2), None, "its guard was dropped");
            assert!(
                server.holder(1).is_some() && server.holder(3).is_some(),
                "their guards are there"
            );
            drop(lock(&locks, 2));
            drop(first);
            assert_eq!(third.release(), Ok(()), "the session is open, so the lock wasn't lost");
        }
        let opened = server.opened();
        assert!(
            opened == 3,
            "three sessions are enough for three guards, and {opened} were opened"
        );
    });
}

/// Locks, and is inside alone.
fn visit(locks: &Locks<'_>, key: u32, inside: &AtomicU32, end: End) {
    let guard = lock(locks, key);
    let others = inside.fetch_add(1, SeqCst);
    assert!(others == 0, "two threads have the lock with the same key at once");
    inside.fetch_sub(1, SeqCst);
    end(guard);
}

#[test]
fn two_threads_never_have_the_same_lock() {
    for (_, end) in [WAYS[0], WAYS[1]] {
        in_time().model(|| {
            let (server, inside) = (Server::default(), AtomicU32::new(0));
            let locks = Locks::new(&server);
            // So that one session is idle.
            drop(lock(&locks, 7));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| visit(&locks, 7, &inside, end));
                }
            });
            assert_eq!(server.holder(7), None, "both threads are done");
            let opened = server.opened();
            assert!(
                opened <= 2,
                "two sessions are enough for two threads, and {opened} were opened"
            );
        });
    }
}

#[test]
fn a_session_is_handed_on_only_when_it_holds_no_lock() {
    for (_, end) in [WAYS[0], WAYS[1]] {
        in_time().model(|| {
            let server = Server::default();
            let locks = Locks::new(&server);
            let first = lock(&locks, 7);
            thread::scope(|s| {
                s.spawn(|| end(first));
                let _second = lock(&locks, 8);
                assert!(
                    server.holder(7) != server.holder(8),
                    "the session of a guard holds another lock as well, that of a guard that is just ending"
                );
            });
        });
    }
}

#[test]
fn three_threads_come_one_after_the_other() {
    in_time().max_executions(1_000).model(|| {
        let (server, inside) = (Server::default(), AtomicU32::new(0));
        let locks = Locks::new(&server);
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| visit(&locks, 7, &inside, WAYS[1].1));
            }
        });
        assert_eq!(server.holder(7), None, "all threads are done");
    });
}

#[test]
fn other_keys_go_through_while_a_thread_waits() {
    in_time().model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        let held = lock(&locks, 7);
        let other = lock(&locks, 8);
        thread::scope(|s| {
            s.spawn(|| drop(lock(&locks, 7)));
            // If the waiter kept anything to itself, this would be a deadlock.
            assert_eq!(other.release(), Ok(()), "the session is open, so the lock wasn't lost");
            drop(lock(&locks, 9));
            drop(held);
        });
    });
}

#[test]
fn two_idle_sessions_are_enough_for_two_threads() {
    in_time().model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        let [held, second, third] = [7, 8, 9].map(|key| lock(&locks, key));
        drop([second, third]);
        thread::scope(|s| {
            s.spawn(|| drop(lock(&locks, 7)));
            drop(lock(&locks, 8));
            drop(held);
        });
        // All are idle again.
        drop([7, 8, 9].map(|key| lock(&locks, key)));
        let opened = server.opened();
        assert!(
            opened == 3,
            "there were never more than three guards and waiters, and {opened} sessions were opened"
        );
    });
}

#[test]
fn a_thread_that_waits_sleeps() {
    in_time().model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        let other = server.connect().expect("the server is up");
        let held = lock(&locks, 7);
        thread::scope(|s| {
            s.spawn(|| drop(lock(&locks, 7)));
            // Each of these changes something at the server, and is no reason to try again.
            for _ in 0..3 {
                other.lock(8).expect("the session is open");
                other.unlock(8).expect("the session is open");
                // So that the waiter can go, if it wants to.
                thread::sleep(Duration::from_millis(10));
            }
            drop(held);
        });
        // The first two are main's. A look before it waits is all right.
        let asked: u32 = (3..=server.opened()).map(|session| server.asked(session)).sum();
        assert!(
            asked <= 3,
            "a thread waited for a lock, and asked the server {asked} times for it"
        );
    });
}

#[test]
fn a_second_lock_of_the_same_key_waits_on_the_same_thread_too() {
    interleave::model(|| {
        let (server, ended) = (Server::default(), AtomicU32::new(0));
        let locks = Locks::new(&server);
        let (send, receive) = mpsc::channel();
        thread::scope(|s| {
            let (locks, ended) = (&locks, &ended);
            s.spawn(move || {
                send.send(lock(locks, 7)).unwrap();
                // The first guard is main's now.
                let _second = lock(locks, 7);
                assert!(
                    ended.load(SeqCst) == 1,
                    "a thread has two guards for the same key at once"
                );
            });
            let first = receive.recv().unwrap();
            assert!(server.holder(7).is_some(), "there is a guard, and no session has the lock");
            ended.store(1, SeqCst);
            drop(first);
        });
        assert_eq!(server.holder(7), None, "both guards are gone");
    });
}

/// Closes the session that holds the lock. Returns its number, and how often it has asked for a lock.
#[track_caller]
fn close_holder(server: &Server, key: u32) -> (u32, u32) {
    let session = server.holder(key).expect("its guard is there");
    server.terminate(session);
    (session, server.asked(session))
}

#[track_caller]
fn check_not_asked_again(server: &Server, (session, asked): (u32, u32)) {
    assert!(
        server.asked(session) == asked,
        "a session that was closed under its guard went back to the pool, and was asked for a lock"
    );
}

#[test]
fn a_lock_that_was_lost_is_reported_and_its_session_is_not_used_again() {
    interleave::model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        for _ in 0..2 {
            let guard = lock(&locks, 7);
            let first = close_holder(&server, 7);
            // Another client has it now, which is none of our business.
            let other = server.connect().expect("the server is up");
            other.lock(7).expect("the session is open");
            assert_eq!(guard.release(), Err(Lost), "the server closed the session of this guard");
            assert_eq!(server.holder(7), Some(other.number()), "the lock isn't ours any more");
            drop(other);
            // A lock that was lost, and is free again, was lost all the same.
            let guard = lock(&locks, 8);
            let second = close_holder(&server, 8);
            assert_eq!(guard.release(), Err(Lost), "the server closed the session of this guard");
            drop([7, 8, 9].map(|key| lock(&locks, key)));
            check_not_asked_again(&server, first);
            check_not_asked_again(&server, second);
        }
    });
}

#[test]
fn dropping_a_guard_whose_lock_was_lost_leaves_the_next_holder_alone() {
    for (how, end) in [WAYS[1], WAYS[2], WAYS[3]] {
        interleave::model(|| {
            let server = Server::default();
            let locks = Locks::new(&server);
            // Two sessions, and one of them stays idle.
            let both = [lock(&locks, 1), lock(&locks, 2)];
            drop(both);
            let late = lock(&locks, 7);
            let closed = close_holder(&server, 7);
            let next = lock(&locks, 7);
            end(late);
            assert!(
                server.holder(7).is_some(),
                "a late guard ended ({how}), and freed the lock of another"
            );
            assert_eq!(
                next.release(),
                Ok(()),
                "a late guard ended ({how}), and this one had the lock"
            );
            let again = lock(&locks, 7);
            assert_eq!(again.release(), Ok(()), "the lock was lost twice");
            drop([7, 8, 9].map(|key| lock(&locks, key)));
            check_not_asked_again(&server, closed);
        });
    }
}

#[test]
fn idle_sessions_that_were_closed_are_passed_over() {
    for closed in [&[1][..], &[2], &[3], &[1, 2], &[1, 3], &[2, 3], &[1, 2, 3]] {
        interleave::model(|| {
            let server = Server::default();
            let locks = Locks::new(&server);
            drop([1, 2, 3].map(|key| lock(&locks, key)));
            for session in closed {
                server.terminate(*session);
            }
            for _ in 0..2 {
                let guard = lock(&locks, 7);
                assert!(
                    server.holder(7).is_some(),
                    "there is a guard, and no session has the lock"
                );
                assert_eq!(guard.release(), Ok(()), "the session is open, so the lock wasn't lost");
            }
            let (opened, all) = (server.opened(), closed.len() == 3);
            let expected = if all { 4 } else { 3 };
            assert!(
                opened == expected,
                "of three idle sessions {} were closed, and {} were opened after that",
                closed.len(),
                opened - 3
            );
        });
    }
}

#[test]
fn without_a_server_lock_returns_an_error() {
    interleave::model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        let guard = lock(&locks, 7);
        drop([lock(&locks, 1), lock(&locks, 2)]);
        server.shut_down();
        for _ in 0..2 {
            assert_eq!(locks.lock(8).err(), Some(Closed), "the server is down");
        }
        assert_eq!(guard.release(), Err(Lost), "the server closed the session of this guard");
        assert_eq!(locks.lock(7).err(), Some(Closed), "the server is down");
    });
}

#[test]
fn a_waiter_whose_session_is_closed_waits_on_with_another() {
    in_time().model(|| {
        let server = Server::default();
        let locks = Locks::new(&server);
        // The waiter's session is an idle one, the second.
        let held = lock(&locks, 7);
        drop(lock(&locks, 8));
        thread::scope(|s| {
            let waiter = s.spawn(|| locks.lock(7).map(|guard| guard.release()));
            server.terminate(2);
            drop(held);
            let got = waiter.join().unwrap();
            // Either it was closed in time, or only after the waiter had the lock, or before it was released.
            assert!(
                matches!(got, Ok(Ok(()) | Err(Lost))),
                "an idle session was closed, and `lock` didn't take another one"
            );
        });
        assert_eq!(server.holder(7), None, "both guards are gone");
        drop(lock(&locks, 7));
    });
}
