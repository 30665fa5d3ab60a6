//! The lock on a futex with its orderings to choose, explored with every combination.

use expect_test::expect_file;
use figures::{Knob, LOAD, STORE, check_every_combination};
use interleave::sync::atomic::{
    AtomicU32, Ordering,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{futex, thread};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;
const CONTENDED: u32 = 2;

// ANCHOR: lock
/// The lock with three states, without its orderings.
#[derive(Default)]
struct Lock {
    state: AtomicU32,
}

impl Lock {
    fn acquire(&self, exchanged: Ordering, marked: Ordering) {
        if self.state.compare_exchange(UNLOCKED, LOCKED, exchanged, Relaxed).is_ok() {
            return;
        }
        while self.state.swap(CONTENDED, marked) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    fn release(&self, released: Ordering) {
        if self.state.swap(UNLOCKED, released) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}

/// Two threads each add 1 under the lock. Its three orderings are yours.
fn deposits(chosen: &[Ordering]) -> u32 {
    let [exchanged, marked, released] = chosen else { unreachable!() };
    let (lock, balance) = (Lock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                lock.acquire(*exchanged, *marked);
                let seen = balance.load(Relaxed);
                balance.store(seen + 1, Relaxed);
                lock.release(*released);
            });
        }
    });
    balance.load(Relaxed)
}
// ANCHOR_END: lock

#[test]
fn both_ways_in_have_to_acquire_and_the_way_out_has_to_release() {
    let knobs: [Knob; 3] = [
        ("state.compare_exchange", LOAD),
        ("state.swap(CONTENDED)", LOAD),
        ("state.swap(UNLOCKED)", STORE),
    ];
    let explored = check_every_combination(
        expect_file!["../traces/knobs-futex.json"],
        &knobs,
        deposits,
        |balance| assert!(*balance == 2, "two deposits were made, but the balance is {balance}"),
    );
    for (chosen, holds) in &explored {
        assert_eq!(*holds, !chosen.contains(&Relaxed), "{chosen:?}");
    }
    assert!(explored.contains(&(vec![Acquire, Acquire, Release], true)));
}
