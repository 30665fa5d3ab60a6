//! Small programs of two threads: most are wrong in one way each, and the last ones are right. Every tool runs these.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::{env, mem, process};

use crate::cell::UnsafeCell;
use crate::s1_ledger::PRICES;
use crate::s1_lock::BinaryLock;
use crate::start::Start;
use crate::sync::Mutex;
use crate::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
    fence,
};
use crate::{hint, thread};

#[path = "../../../12-condvar/src/s1_if.rs"]
#[allow(dead_code, reason = "the program uses a part of it")]
mod s1_if;
#[path = "../../../01-racy-counter/src/s1_racy.rs"]
mod s1_racy;
#[path = "../../../07-ordering/src/s1_relaxed.rs"]
mod s1_relaxed;
#[path = "../../../16-deadlock/src/s1_transfer.rs"]
#[allow(dead_code, reason = "the program uses a part of it")]
mod s1_transfer;
#[path = "../../../10-poison/src/s2_ignored.rs"]
mod s2_ignored;
#[path = "../../../03-mutex/src/s2_locked_twice.rs"]
mod s2_locked_twice;
#[path = "../../../07-ordering/src/s3_relaxed_unlock.rs"]
mod s3_relaxed_unlock;
#[path = "../../../06-lock-owns-data/src/s3_two_locks.rs"]
mod s3_two_locks;
#[path = "../../../16-deadlock/src/s4_back_off.rs"]
mod s4_back_off;
#[path = "../../../07-ordering/src/s4_lock.rs"]
mod s4_lock;
#[path = "../../../12-condvar/src/s4_too_soon.rs"]
mod s4_too_soon;
#[path = "../../../07-ordering/src/s5_bridge.rs"]
mod s5_bridge;
mod stack;

use s5_bridge::{Bridge, Crossing};

/// A program that every tool runs.
#[derive(Clone, Copy)]
pub struct Program {
    /// What is wrong with it, or right; also its name in a command.
    pub name: &'static str,
    /// Panics if the program has gone wrong; hangs if it does.
    pub run: fn(),
}

const fn program(name: &'static str, run: fn()) -> Program {
    Program { name, run }
}

/// Wrong in some order of their steps.
pub const ORDER: [Program; 8] = [
    program("lost update (1)", lost_update),
    program("out-of-date value (3)", locked_twice),
    program("top came back (ABA)", aba),
    program("deadlock (16)", deadlock),
    program("lost wakeup (12)", lost_wakeup),
    program("spurious wakeup (12)", spurious_wakeup),
    program("forgotten guard (5)", forgotten_guard),
    program("panic amid changes (10)", half_done),
];

/// Wrong because of memory orderings, or in a way that isn't seen in the memory of one program.
pub const MEMORY: [Program; 7] = [
    program("data race on a cell (6)", two_locks),
    program("message, no pair (7)", stale_message),
    program("unlock, no Release (7)", relaxed_unlock),
    program("both on the bridge (7)", both_on_the_bridge),
    program("store before load (7)", load_buffering),
    program("livelock (16)", livelock),
    program("torn record", torn_record),
];

/// Right.
pub const RIGHT: [Program; 4] = [
    program("counter in a Mutex (3)", mutex_counter),
    program("cell under a lock (7)", cell_under_a_lock),
    program("cell and two fences (7)", cell_and_fences),
    program("bridge with SeqCst (7)", bridge_with_seq_cst),
];

// ANCHOR: both
/// Two threads use the same thing. Returns it when both are done.
fn both<S: Send + Sync + 'static>(shared: S, one: fn(&S), other: fn(&S)) -> Arc<S> {
    let ours = Arc::new(shared);
    let start = Arc::new(Start::default());
    let (theirs, started) = (Arc::clone(&ours), Arc::clone(&start));
    let thread = thread::spawn(move || {
        started.wait();
        other(&theirs);
    });
    start.wait();
    one(&ours);
    thread.join().unwrap();
    ours
}
// ANCHOR_END: both

// ANCHOR: lost-update
fn lost_update() {
    let counter = both(
        s1_racy::RacyCounter::default(),
        |counter| counter.increment(),
        |counter| counter.increment(),
    );
    assert_eq!(counter.get(), 2, "an update is lost");
}
// ANCHOR_END: lost-update

fn locked_twice() {
    let counter = both(
        s2_locked_twice::Counter::default(),
        |counter| counter.increment(),
        |counter| counter.increment(),
    );
    assert_eq!(counter.get(), 2, "an update is lost");
}

// ANCHOR: aba
fn aba() {
    let shared = both(
        (stack::Stack::default(), [AtomicU32::new(0), AtomicU32::new(0)]),
        |(stack, holders)| {
            if let Some(number) = stack.pop() {
                holders[number].fetch_add(1, Relaxed);
            }
        },
        |(stack, holders)| {
            let first = stack.pop();
            if let Some(second) = stack.pop() {
                holders[second].fetch_add(1, Relaxed);
            }
            if let Some(first) = first {
                stack.push(first);
            }
        },
    );
    let (stack, holders) = &*shared;
    while let Some(number) = stack.pop() {
        holders[number].fetch_add(1, Relaxed);
    }
    for holders in holders {
        assert_eq!(holders.load(Relaxed), 1, "one number, two holders");
    }
}
// ANCHOR_END: aba

fn deadlock() {
    use s1_transfer::{Account, transfer};
    both(
        (Account::new(10), Account::new(10)),
        |(left, right)| _ = transfer(left, right, 3),
        |(left, right)| _ = transfer(right, left, 5),
    );
}

fn lost_wakeup() {
    both(
        s4_too_soon::Mailbox::default(),
        |mailbox| _ = mailbox.put(7),
        |mailbox| _ = mailbox.take(),
    );
}

fn spurious_wakeup() {
    both(s1_if::Mailbox::default(), |mailbox| _ = mailbox.put(7), |mailbox| _ = mailbox.take());
}

fn forgotten_guard() {
    both(BinaryLock::default(), |lock| mem::forget(lock.guard()), |lock| drop(lock.guard()));
}

fn half_done() {
    let ours = Arc::new(s2_ignored::Ledger::default());
    let theirs = Arc::clone(&ours);
    // There is no item 7: the waiter panics, and is joined.
    let waiter = thread::spawn(move || theirs.sell(7));
    _ = waiter.join();
    let (items, total) = ours.report();
    let expected: u32 = items.iter().map(|&item| PRICES.get(item).unwrap_or(&1)).sum();
    assert_eq!(total, expected, "half a sale");
}

fn two_locks() {
    let orders = s3_two_locks::Orders::default();
    orders.add("soup");
    let orders = both(orders, |orders| orders.add("fish"), |orders| _ = orders.take());
    assert!(orders.take().is_some(), "one of two orders was taken");
    assert!(orders.take().is_none(), "one of two orders was taken");
}

fn stale_message() {
    both(
        s1_relaxed::Message::default(),
        |message| message.publish(42),
        |message| assert!(message.read().is_none_or(|value| value == 42), "a stale value"),
    );
}

/// A number, and the lock that it is used under.
#[derive(Default)]
struct Guarded<L>(L, UnsafeCell<u32>);

// SAFETY: the number is used under the lock. Whether that is enough is the question here.
unsafe impl<L: Sync> Sync for Guarded<L> {}

impl<L> Guarded<L> {
    /// Adds 1. Only the holder of the lock calls this.
    fn add(&self) {
        // SAFETY: this thread holds the lock.
        unsafe { *self.1.get() += 1 };
    }

    /// The number. Only the holder of the lock calls this, or the thread that has joined all others.
    fn get(&self) -> u32 {
        // SAFETY: see above.
        unsafe { *self.1.get() }
    }
}

// ANCHOR: relaxed-unlock
fn relaxed_unlock() {
    fn add(guarded: &Guarded<s3_relaxed_unlock::BinaryLock>) {
        guarded.0.acquire();
        guarded.add();
        guarded.0.release();
    }
    assert_eq!(both(Guarded::default(), add, add).get(), 2, "an update is lost");
}
// ANCHOR_END: relaxed-unlock

/// Two drivers cross the bridge with these orderings. At most one of them may.
macro_rules! cross {
    ($with:expr) => {{
        const WITH: Crossing = $with;
        let shared = both(
            (Bridge::default(), AtomicU32::new(0)),
            |(bridge, crossed)| {
                if bridge.left_may_go(WITH) {
                    crossed.fetch_add(1, Relaxed);
                }
            },
            |(bridge, crossed)| {
                if bridge.right_may_go(WITH) {
                    crossed.fetch_add(1, Relaxed);
                }
            },
        );
        assert!(shared.1.load(Relaxed) < 2, "both are on the bridge");
    }};
}

fn both_on_the_bridge() {
    cross!(Crossing { raise: Release, look: Acquire });
}

fn load_buffering() {
    let shared = both(
        [0; 4].map(AtomicU32::new),
        |[x, y, left, _]| {
            left.store(x.load(Relaxed), Relaxed);
            y.store(1, Relaxed);
        },
        |[x, y, _, right]| {
            right.store(y.load(Relaxed), Relaxed);
            x.store(1, Relaxed);
        },
    );
    let [_, _, left, right] = &*shared;
    assert!(left.load(Relaxed) + right.load(Relaxed) < 2, "both have read what comes later");
}

fn livelock() {
    both(
        s4_back_off::Table::new(2),
        |table| {
            while !table.try_to_eat(0) {
                thread::yield_now();
            }
        },
        |table| {
            while !table.try_to_eat(1) {
                thread::yield_now();
            }
        },
    );
}

// ANCHOR: torn-record
fn torn_record() {
    fn append(log: &Log) {
        let mut file = OpenOptions::new().append(true).open(&log.0).unwrap();
        let what = "record";
        writeln!(file, "one {what}").unwrap();
    }
    let log = both(Log::new(), append, append);
    let text = fs::read_to_string(&log.0).unwrap();
    assert_eq!(text, "one record\none record\n", "a record is torn");
}
// ANCHOR_END: torn-record

/// A file that is there as long as this is.
struct Log(PathBuf);

impl Log {
    fn new() -> Self {
        // Std's: it has nothing to do with the program.
        static LOGS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let name = format!("appendix-{}-{}.log", process::id(), LOGS.fetch_add(1, Relaxed));
        let log = Log(env::temp_dir().join(name));
        fs::write(&log.0, "").unwrap();
        log
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        // A file that is left behind in the system's folder for such files does no harm.
        _ = fs::remove_file(&self.0);
    }
}

fn mutex_counter() {
    fn add_twice(counter: &Mutex<u32>) {
        *counter.lock().unwrap() += 1;
        *counter.lock().unwrap() += 1;
    }
    let counter = both(Mutex::new(0), add_twice, add_twice);
    assert_eq!(*counter.lock().unwrap(), 4);
}

fn cell_under_a_lock() {
    fn add(guarded: &Guarded<s4_lock::BinaryLock>) {
        guarded.0.acquire();
        guarded.add();
        guarded.0.release();
    }
    assert_eq!(both(Guarded::default(), add, add).get(), 2);
}

// ANCHOR: cell-and-fences
fn cell_and_fences() {
    both(
        Guarded::<AtomicBool>::default(),
        |guarded| {
            guarded.add();
            // Release: pairs with the fence behind the loop.
            fence(Release);
            guarded.0.store(true, Relaxed);
        },
        |guarded| {
            while !guarded.0.load(Relaxed) {
                hint::spin_loop();
            }
            // Acquire: pairs with the fence before the store.
            fence(Acquire);
            assert_eq!(guarded.get(), 1);
        },
    );
}
// ANCHOR_END: cell-and-fences

fn bridge_with_seq_cst() {
    cross!(Crossing { raise: SeqCst, look: SeqCst });
}
