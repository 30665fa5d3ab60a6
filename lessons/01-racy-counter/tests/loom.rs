//! The same counter on loom, the tool you'll meet at work: a second opinion.

/// The same stages, on loom.
mod sync {
    pub use loom::sync::atomic;
}

#[path = "../src/s1_racy.rs"]
mod s1_racy;
#[path = "../src/s2_one_step.rs"]
mod s2_one_step;

use std::sync::Arc;

use loom::thread;
use s1_racy::RacyCounter;
use s2_one_step::Counter;

/// Two threads on one counter, as loom wants them: it has no scopes, so they share the counter in an `Arc`. It is
/// std's, because with loom's own a failure can abort the process.
fn both<C: Send + Sync + 'static>(counter: C, increment: fn(&C)) -> Arc<C> {
    let counter = Arc::new(counter);
    let theirs = Arc::clone(&counter);
    let other = thread::spawn(move || increment(&theirs));
    increment(&counter);
    other.join().unwrap();
    counter
}

#[test]
fn loom_finds_nothing_wrong_with_adding_in_one_step() {
    loom::model(|| assert_eq!(both(Counter::default(), Counter::increment).get(), 2));
}

#[test]
#[should_panic(expected = "left == right")]
fn loom_loses_an_update_of_the_racy_counter() {
    loom::model(|| assert_eq!(both(RacyCounter::default(), RacyCounter::increment).get(), 2));
}
