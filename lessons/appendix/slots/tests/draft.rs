//! The first draft of `try_take`, and what the explorer has to say about it.

mod sync {
    pub use interleave::sync::atomic;
}

#[path = "draft/slots.rs"]
mod slots;

use interleave::FailureKind;
use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::thread;
use slots::Slots;

#[test]
fn the_first_draft_lets_two_threads_into_one_slot() {
    let found = interleave::check(|| {
        let (slots, inside) = (Slots::new(1), AtomicUsize::new(0));
        let enter = || {
            if let Some(_slot) = slots.try_take() {
                assert_eq!(inside.fetch_add(1, Relaxed), 0, "two are inside");
                inside.fetch_sub(1, Relaxed);
            }
        };
        thread::scope(|s| {
            s.spawn(enter);
            s.spawn(enter);
        });
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 2, "{found}");
}
