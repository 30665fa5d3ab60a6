//! Every order in which two threads can use the slots, explored by plain `cargo test`.

// ANCHOR: explore
/// The slots' atomics are the explorer's here.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/slots.rs"]
mod slots;

use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::thread;
use slots::Slots;

/// The only slot is all that protects the number: `Relaxed` orders nothing.
#[test]
fn a_thread_in_the_slot_is_alone_and_sees_what_was_done_before() {
    interleave::model(|| {
        let (slots, number) = (Slots::new(1), AtomicUsize::new(0));
        let add_one = || {
            let slot = slots.try_take();
            if slot.is_some() {
                number.store(number.load(Relaxed) + 1, Relaxed);
            }
            usize::from(slot.is_some())
        };
        let added = thread::scope(|s| {
            let other = s.spawn(add_one);
            add_one() + other.join().unwrap()
        });
        assert_eq!(number.load(Relaxed), added);
    });
}
// ANCHOR_END: explore

#[test]
fn there_are_as_many_slots_as_were_asked_for() {
    interleave::model(|| {
        let slots = Slots::new(2);
        thread::scope(|s| {
            let other = s.spawn(|| slots.try_take().is_some());
            assert!(slots.try_take().is_some());
            assert!(other.join().unwrap());
        });
        let taken = [slots.try_take(), slots.try_take(), slots.try_take()];
        assert_eq!(taken.map(|slot| slot.is_some()), [true, true, false]);
    });
}
