//! A server that counts its connections, refuses, panics and restarts, and threads that share a pool of them.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: each way out of a lease (put back, broken, panic, another thread) and of `open` (connection,
//!   error, panic), followed by a waiter and by a later caller.
//! - 2 and 9, the first time only: every way out twice, and the pool is used once more at the end.
//! - 3, one kind of type: connections borrow, are neither `Clone` nor `Sync`, and so is their error.
//! - 4, std's types: refused in all exercises.
//! - a check in one place only: a connection breaks in use, while it is idle, and before a caller that was woken looks at it.
//! - 6, the boundary: one connection, exactly full, all idle ones broken or all but one, more than 8 bits hold.
//! - 8, the second of two waiters is served, also if both connections come back at once, and sleeps until then.
//! - one count for two pools: `each_pool_has_places_of_its_own`.

use std::cell::Cell;
use std::panic::panic_any;

use interleave::sync::Barrier;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use interleave::{Checker, Verdict, hint, thread};
use pool::{Lease, Pool, Server};

/// How an attempt to open ends, if not well.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Refuses,
    Panics,
}

/// The panic of [`Mood::Panics`].
const CABLE_IS_CUT: &str = "the cable is cut";

/// A server in the city.
struct City {
    most: usize,
    /// How many connections there are, those included that are being opened.
    there_are: AtomicUsize,
    /// How many attempts to open there were.
    attempts: AtomicUsize,
    /// How the first attempts end, and how many.
    mood: Option<(Mood, usize)>,
    /// How often it was restarted, which breaks all connections.
    restarts: AtomicUsize,
    /// Which lines are cut, even if they are idle: a bit for each number.
    cut: AtomicUsize,
    /// What an attempt to open does meanwhile.
    meanwhile: Option<Box<dyn Fn(usize) + Send + Sync>>,
}

/// A line to it. Not `Clone`, and not `Sync`.
struct Line<'a> {
    city: &'a City,
    number: usize,
    since: usize,
    is_cut: Cell<bool>,
}

/// Why there is no line. It borrows as well.
#[derive(Debug)]
struct Busy<'a>(#[allow(dead_code, reason = "to be printed")] &'a str);

impl City {
    fn new(most: usize) -> Self {
        City {
            most,
            there_are: AtomicUsize::new(0),
            attempts: AtomicUsize::new(0),
            mood: None,
            restarts: AtomicUsize::new(0),
            cut: AtomicUsize::new(0),
            meanwhile: None,
        }
    }

    /// The first attempts to open end like this.
    fn with(most: usize, mood: Mood, times: usize) -> Self {
        City { mood: Some((mood, times)), ..City::new(most) }
    }

    #[track_caller]
    fn check_opened(&self, expected: usize, why: &str) {
        let opened = self.attempts.load(SeqCst);
        assert!(opened == expected, "{why}, so {expected} are enough, and {opened} were opened");
    }
}

impl<'a> Server for &'a City {
    type Connection = Line<'a>;
    type Error = Busy<'a>;

    fn open(&self) -> Result<Line<'a>, Busy<'a>> {
        let there_are = self.there_are.fetch_add(1, SeqCst) + 1;
        assert!(
            there_are <= self.most,
            "there are {there_are} connections, with a pool of {}",
            self.most
        );
        // From here on the line is closed on every way out.
        let number = self.attempts.fetch_add(1, SeqCst);
        let since = self.restarts.load(SeqCst);
        let line = Line { city: self, number, since, is_cut: Cell::new(false) };
        if let Some(meanwhile) = &self.meanwhile {
            meanwhile(number);
        }
        match self.mood {
            Some((mood, times)) if number < times => match mood {
                Mood::Refuses => Err(Busy("busy")),
                Mood::Panics => panic_any(CABLE_IS_CUT),
            },
            _ => Ok(line),
        }
    }

    fn is_broken(&self, line: &Line<'a>) -> bool {
        line.is_cut.get()
            || line.since != self.restarts.load(SeqCst)
            || self.cut.load(SeqCst) & (1 << line.number) != 0
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.city.there_are.fetch_sub(1, SeqCst);
    }
}

type Lines<'a> = Pool<&'a City>;

/// Gets a connection, which must work.
#[track_caller]
fn get<'p, 'a>(pool: &'p Lines<'a>) -> Lease<'p, &'a City> {
    let Ok(lease) = pool.get() else {
        panic!("`get` returns an error, and no attempt to open failed")
    };
    assert!(!lease.city.is_broken(&lease), "`get` returns a connection that is broken");
    lease
}

/// As many interleavings as there is time for.
fn in_time() -> Checker {
    Checker::new().order_only().max_preemptions(2).max_executions(3_000)
}

/// In the end there must be room for `most` callers at once, as at the start.
#[track_caller]
fn check_room(city: &City, pool: &Lines<'_>) {
    let leases: Vec<_> = (0..city.most).map(|_| get(pool)).collect();
    drop(leases);
}

/// Two threads and then a third use a pool of this many; each has one `call`.
#[track_caller]
fn check_calls(most: usize, call: fn(&Line<'_>)) {
    in_time().model(|| {
        let city = City::new(most);
        let pool = Pool::new(&city, most);
        thread::scope(|s| {
            for _ in 0..most + 1 {
                s.spawn(|| call(&get(&pool)));
            }
        });
        check_room(&city, &pool);
    });
}

#[test]
fn there_are_never_two_connections_in_a_pool_of_one() {
    check_calls(1, |_| ());
}

#[test]
fn there_are_never_three_connections_in_a_pool_of_two() {
    check_calls(2, |_| ());
}

#[test]
fn a_broken_connection_is_closed_before_its_place_is_given_away() {
    check_calls(1, |line| line.is_cut.set(true));
}

#[test]
fn three_callers_who_all_break_their_connection_are_served() {
    check_calls(2, |line| line.is_cut.set(true));
}

#[test]
fn a_caller_waits_and_gets_the_connection_that_comes_back() {
    in_time().model(|| {
        let city = City::new(1);
        let pool = Pool::new(&city, 1);
        let line = get(&pool);
        thread::scope(|s| {
            s.spawn(|| drop(get(&pool)));
            s.spawn(|| drop(get(&pool)));
            drop(line);
        });
        city.check_opened(1, "the connection is put back each time");
    });
}

#[test]
fn an_idle_connection_is_used_again() {
    in_time().model(|| {
        let city = City::new(3);
        let pool = Pool::new(&city, 3);
        for _ in 0..3 {
            let _lines = (get(&pool), get(&pool));
        }
        city.check_opened(2, "there are never more than two callers at once");
        let _lines = (get(&pool), get(&pool), get(&pool));
        city.check_opened(3, "there are three callers now");
    });
}

#[test]
fn a_connection_that_broke_in_use_is_not_returned_again() {
    in_time().model(|| {
        let city = City::new(2);
        let pool = Pool::new(&city, 2);
        for round in 0..3 {
            let (good, bad) = (get(&pool), get(&pool));
            bad.is_cut.set(true);
            let kept = good.number;
            drop((good, bad));
            assert_eq!(city.there_are.load(SeqCst), 1, "a broken connection isn't closed");
            assert_eq!(get(&pool).number, kept, "the other connection works, and isn't used again");
            city.check_opened(2 + round, "one connection of two has broken each time");
        }
    });
}

#[test]
fn connections_that_broke_while_they_were_idle_are_replaced() {
    in_time().model(|| {
        let city = City::new(2);
        let pool = Pool::new(&city, 2);
        for _ in 0..2 {
            drop((get(&pool), get(&pool)));
            city.restarts.fetch_add(1, SeqCst);
            check_room(&city, &pool);
            city.restarts.fetch_add(1, SeqCst);
            thread::scope(|s| {
                s.spawn(|| drop(get(&pool)));
                s.spawn(|| drop(get(&pool)));
            });
        }
    });
}

#[test]
fn a_connection_that_broke_before_a_woken_caller_looks_is_not_returned() {
    // Without preemptions, all lines break before the caller that was woken goes on.
    in_time().max_preemptions(0).model(|| {
        let city = City::new(1);
        let pool = Pool::new(&city, 1);
        let line = get(&pool);
        thread::scope(|s| {
            s.spawn(|| drop(get(&pool)));
            s.spawn(|| {
                drop(line);
                city.restarts.fetch_add(1, SeqCst);
            });
        });
        check_room(&city, &pool);
    });
}

#[test]
fn the_only_idle_connection_that_works_is_found() {
    for good in 0..3 {
        in_time().model(|| {
            let city = City::new(3);
            let pool = Pool::new(&city, 3);
            drop((get(&pool), get(&pool), get(&pool)));
            city.cut.store(0b111 & !(1 << good), SeqCst);
            assert_eq!(get(&pool).number, good, "an idle connection works, and isn't used again");
            city.check_opened(3, "one of three idle connections works");
            check_room(&city, &pool);
        });
    }
}

#[test]
fn two_connections_that_come_back_at_once_serve_two_callers() {
    for are_cut in [[false, false], [false, true], [true, true]] {
        in_time().max_preemptions(1).model(|| {
            let city = City::new(2);
            let pool = Pool::new(&city, 2);
            let lines = are_cut.map(|is_cut| {
                let line = get(&pool);
                line.is_cut.set(is_cut);
                line
            });
            thread::scope(|s| {
                s.spawn(|| drop(get(&pool)));
                s.spawn(|| drop(get(&pool)));
                drop(lines);
            });
        });
    }
}

#[test]
fn a_pool_may_be_large() {
    in_time().model(|| {
        for most in [1 << 8, 1_000] {
            let city = City::new(most);
            let pool = Pool::new(&city, most);
            drop((get(&pool), get(&pool)));
            city.check_opened(2, "there are two callers");
        }
    });
}

/// The first attempts to open fail in this way; after that, everything must be as if nothing had happened.
#[track_caller]
fn check_failures(mood: Mood) {
    let fails = |pool: &Lines<'_>| match mood {
        Mood::Refuses => pool.get().is_err(),
        Mood::Panics => thread::scope(|s| {
            let Err(panic) = s.spawn(|| _ = pool.get()).join() else { return false };
            assert!(
                panic.downcast_ref() == Some(&CABLE_IS_CUT),
                "opening panics, and another panic reaches the caller of `get`"
            );
            true
        }),
    };
    in_time().model(|| {
        let city = City::with(2, mood, 5);
        let pool = Pool::new(&city, 2);
        for _ in 0..5 {
            assert!(fails(&pool), "opening fails, and the caller of `get` isn't told");
        }
        assert_eq!(city.there_are.load(SeqCst), 0);
        check_room(&city, &pool);
    });
    in_time().model(|| {
        let city = City::with(1, mood, 1);
        let pool = Pool::new(&city, 1);
        thread::scope(|s| {
            let callers = [(); 2].map(|()| s.spawn(|| pool.get().is_ok()));
            let served = callers.map(|caller| usize::from(caller.join().unwrap_or(false)));
            let served = served[0] + served[1];
            assert!(served == 1, "one attempt to open fails, and {served} of 2 callers are served");
        });
        check_room(&city, &pool);
    });
    // Two wait behind an attempt that fails.
    in_time().max_preemptions(1).model(|| {
        let city = City::with(1, mood, 1);
        let pool = Pool::new(&city, 1);
        thread::scope(|s| {
            let callers = [(); 3].map(|()| s.spawn(|| pool.get().is_ok()));
            _ = callers.map(thread::ScopedJoinHandle::join);
        });
        check_room(&city, &pool);
    });
}

#[test]
fn an_attempt_that_fails_loses_no_place_and_no_waiter() {
    check_failures(Mood::Refuses);
}

#[test]
fn an_attempt_that_panics_loses_no_place_and_no_waiter() {
    check_failures(Mood::Panics);
}

#[test]
fn a_caller_that_panics_closes_the_connection_and_loses_no_place() {
    in_time().model(|| {
        let city = City::new(1);
        let pool = Pool::new(&city, 1);
        for _ in 0..2 {
            thread::scope(|s| {
                let a = s.spawn(|| {
                    let _line = get(&pool);
                    panic_any("in the middle of a call");
                });
                s.spawn(|| drop(get(&pool)));
                assert!(a.join().is_err());
            });
        }
        let opened = city.attempts.load(SeqCst);
        assert!(opened > 1, "a connection was put back by a caller that panicked");
        check_room(&city, &pool);
    });
}

#[test]
fn a_call_during_a_panic_closes_the_connection_as_well() {
    /// Calls when it is dropped.
    struct SaysGoodbye<'p, 'a>(&'p Lines<'a>);
    impl Drop for SaysGoodbye<'_, '_> {
        fn drop(&mut self) {
            drop(get(self.0));
        }
    }
    in_time().model(|| {
        let city = City::new(1);
        let pool = Pool::new(&city, 1);
        for _ in 0..2 {
            let a = thread::scope(|s| {
                let a = s.spawn(|| {
                    let _goodbye = SaysGoodbye(&pool);
                    panic_any("before the call");
                });
                a.join()
            });
            assert!(a.is_err());
            assert!(
                city.there_are.load(SeqCst) == 0,
                "a lease was dropped by a thread that was panicking, and its connection isn't closed"
            );
        }
        check_room(&city, &pool);
    });
}

#[test]
fn a_lease_may_be_dropped_on_another_thread() {
    in_time().model(|| {
        let city = City::new(1);
        let pool = Pool::new(&city, 1);
        for is_cut in [false, true] {
            let line = get(&pool);
            line.is_cut.set(is_cut);
            thread::scope(|s| {
                s.spawn(move || drop(line));
                drop(get(&pool));
            });
            let why = match is_cut {
                false => "another thread dropped the lease of a connection that works",
                true => "one connection has broken",
            };
            city.check_opened(1 + usize::from(is_cut), why);
        }
    });
}

/// Waits until it is set.
fn wait_for(flag: &AtomicBool) {
    while !flag.load(SeqCst) {
        hint::spin_loop();
    }
}

#[test]
fn while_one_thread_opens_others_can_put_back_and_get() {
    use interleave::sync::Arc;
    in_time().model(|| {
        let [opening, used_again] = [(); 2].map(|()| Arc::new(AtomicBool::new(false)));
        let mut city = City::new(2);
        city.meanwhile = Some(Box::new({
            let (opening, used_again) = (Arc::clone(&opening), Arc::clone(&used_again));
            move |number| {
                if number == 1 {
                    opening.store(true, SeqCst);
                    wait_for(&used_again);
                }
            }
        }));
        let pool = Pool::new(&city, 2);
        let line = get(&pool);
        thread::scope(|s| {
            s.spawn(|| drop(get(&pool)));
            wait_for(&opening);
            drop(line);
            drop(get(&pool));
            used_again.store(true, SeqCst);
        });
        check_room(&city, &pool);
    });
}

#[test]
fn two_threads_can_open_at_the_same_time() {
    in_time().model(|| {
        let both = Barrier::new(2);
        let mut city = City::new(2);
        city.meanwhile = Some(Box::new(move |_| _ = both.wait()));
        let pool = Pool::new(&city, 2);
        thread::scope(|s| {
            let lines = [(); 2].map(|()| s.spawn(|| get(&pool)));
            let lines = lines.map(|line| line.join().unwrap());
            assert!(lines[0].number != lines[1].number);
        });
    });
}

#[test]
fn callers_who_wait_are_asleep() {
    for callers in 1..=2 {
        let verdict = in_time().try_check(|| {
            let city = City::new(1);
            let pool = Pool::new(&city, 1);
            let _line = get(&pool);
            thread::scope(|s| {
                for _ in 0..callers {
                    s.spawn(|| drop(get(&pool)));
                }
            });
        });
        let awake =
            "the only connection is in use forever, and a caller who waits for it isn't asleep";
        match verdict {
            Ok(Verdict::Fails(found)) => {
                assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
            }
            Ok(Verdict::Holds(_)) => panic!("the only connection is in use, and `get` returned"),
            Err(problem) => panic!("{awake}: {problem}"),
        }
    }
}

#[test]
fn each_pool_has_places_of_its_own() {
    in_time().model(|| {
        let (city, other) = (City::new(1), City::new(2));
        let (pool, other_pool) = (Pool::new(&city, 1), Pool::new(&other, 2));
        let line = get(&pool);
        check_room(&other, &other_pool);
        drop(line);
        check_room(&city, &pool);
    });
}
