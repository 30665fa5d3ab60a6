//! The store that checks tokens, on loom: a second opinion. Loom has no clock, so the tokens are given.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on loom.
mod sync {
    pub use loom::sync::{Mutex, atomic};
}

use std::{thread, time};

#[path = "../src/s1_lease.rs"]
mod s1_lease;
#[path = "../src/s2_counter.rs"]
mod s2_counter;
#[path = "../src/s4_fenced_writes.rs"]
mod s4_fenced_writes;
#[path = "../src/s5_fenced.rs"]
mod s5_fenced;

use std::collections::BTreeSet;
use std::sync::Arc;

/// Runs `a` beside `b` in every order that loom finds. Returns how many of them succeeded, and the number.
fn late_writes<S: Default + Send + Sync + 'static>(
    a: fn(&S) -> bool,
    b: fn(&S) -> bool,
    read: fn(&S) -> u64,
) -> BTreeSet<(u64, u64)> {
    let found = Arc::new(std::sync::Mutex::new(BTreeSet::new()));
    let all = Arc::clone(&found);
    loom::model(move || {
        let store = Arc::new(S::default());
        let theirs = Arc::clone(&store);
        let other = loom::thread::spawn(move || a(&theirs));
        let done = u64::from(b(&store)) + u64::from(other.join().unwrap());
        all.lock().unwrap().insert((done, read(&store)));
    });
    found.lock().unwrap().clone()
}

#[test]
fn loom_finds_the_lost_increment_behind_fenced_writes() {
    let found = late_writes::<s4_fenced_writes::Store>(
        |store| store.write(1, 1).is_ok(),
        |store| {
            let seen = store.read();
            store.write(2, seen + 1).is_ok()
        },
        |store| store.read(),
    );
    assert_eq!(found, BTreeSet::from([(1, 1), (2, 1), (2, 2)]));
}

#[test]
fn loom_finds_no_lost_increment_if_reads_are_fenced_too() {
    let found = late_writes::<s5_fenced::Store>(
        |store| store.write(1, 1).is_ok(),
        |store| store.read(2).and_then(|seen| store.write(2, seen + 1)).is_ok(),
        |store| store.read(u64::MAX).unwrap(),
    );
    assert_eq!(found, BTreeSet::from([(1, 1), (2, 2)]));
}
