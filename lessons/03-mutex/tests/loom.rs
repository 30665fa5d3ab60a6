//! The locked counter on loom: a second opinion.

/// The same stages, on loom.
mod sync {
    pub use loom::sync::Mutex;
}

#[path = "../src/s1_counter.rs"]
mod s1_counter;
#[path = "../src/s2_locked_twice.rs"]
mod s2_locked_twice;

use std::sync::Arc;

use loom::thread;
use s1_counter::Counter;
use s2_locked_twice::Counter as LockedTwice;

/// Two threads on one counter. Loom has no scopes, so it is shared by an `Arc`; std's, because with loom's own a
/// failure can abort the process.
fn both<C: Send + Sync + 'static>(counter: C, increment: fn(&C)) -> Arc<C> {
    let counter = Arc::new(counter);
    let theirs = Arc::clone(&counter);
    let other = thread::spawn(move || increment(&theirs));
    increment(&counter);
    other.join().unwrap();
    counter
}

#[test]
fn loom_finds_nothing_wrong_with_the_locked_counter() {
    loom::model(|| assert_eq!(both(Counter::default(), Counter::increment).get(), 2));
}

#[test]
#[should_panic(expected = "left == right")]
fn loom_loses_an_update_when_the_lock_is_released_in_between() {
    loom::model(|| assert_eq!(both(LockedTwice::default(), LockedTwice::increment).get(), 2));
}
