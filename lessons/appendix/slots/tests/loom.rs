//! The same on loom: `RUSTFLAGS="--cfg loom" cargo test -p slots --test loom --release --target-dir target/loom`.
#![cfg(loom)]

use std::sync::Arc;

use loom::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use loom::thread;
use slots::Slots;

// ANCHOR: loom
#[test]
fn a_thread_in_the_slot_is_alone_and_sees_what_was_done_before() {
    loom::model(|| {
        let ours = Arc::new((Slots::new(1), AtomicUsize::new(0)));
        let theirs = Arc::clone(&ours);
        let other = thread::spawn(move || add_one(&theirs));
        let added = add_one(&ours) + other.join().unwrap();
        assert_eq!(ours.1.load(Relaxed), added);
    });
}

fn add_one((slots, number): &(Slots, AtomicUsize)) -> usize {
    let slot = slots.try_take();
    if slot.is_some() {
        number.store(number.load(Relaxed) + 1, Relaxed);
    }
    usize::from(slot.is_some())
}
// ANCHOR_END: loom
