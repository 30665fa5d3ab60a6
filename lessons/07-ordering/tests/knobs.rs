//! The programs whose orderings the reader chooses, explored with every combination.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s5_bridge.rs"]
mod s5_bridge;

use expect_test::expect_file;
use figures::{BOTH, FENCE, Knob, LOAD, STORE, check_every_combination};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
    fence,
};
use interleave::{hint, thread};
use s5_bridge::{Bridge, Crossing};

// ANCHOR: message
/// A publishes 42, and B reads it. The four orderings are yours.
fn message(chosen: &[Ordering]) -> &'static str {
    let [value_stored, ready_stored, ready_loaded, value_loaded] = chosen else { unreachable!() };
    let (value, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, *value_stored);
            ready.store(true, *ready_stored);
        });
        let b = s.spawn(|| {
            if !ready.load(*ready_loaded) {
                return "nothing yet";
            }
            if value.load(*value_loaded) == 42 { "42" } else { "0" }
        });
        b.join().unwrap()
    })
}
// ANCHOR_END: message

#[test]
fn the_message_needs_a_pair_on_the_flag_and_nothing_else() {
    let knobs = [
        ("value.store", STORE),
        ("ready.store", STORE),
        ("ready.load", LOAD),
        ("value.load", LOAD),
    ];
    let explored = check_every_combination(
        expect_file!["../traces/knobs-message.json"],
        &knobs,
        message,
        |told| assert!(*told != "0", "the flag is up, but the value is 0"),
    );
    for (chosen, holds) in &explored {
        assert_eq!(*holds, chosen[1] != Relaxed && chosen[2] != Relaxed, "{chosen:?}");
    }
    assert_eq!(explored.len(), 81);
}

// ANCHOR: lock
/// A spin lock, without its orderings.
#[derive(Default)]
struct Lock {
    locked: AtomicBool,
}

impl Lock {
    fn acquire(&self, ordering: Ordering) {
        while self.locked.swap(true, ordering) {
            hint::spin_loop();
        }
    }

    fn release(&self, ordering: Ordering) {
        self.locked.store(false, ordering);
    }
}

/// Two threads each add 1 under the lock. Its two orderings are yours.
fn deposits(chosen: &[Ordering]) -> u32 {
    let [acquired, released] = chosen else { unreachable!() };
    let (lock, balance) = (Lock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                lock.acquire(*acquired);
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
fn a_spin_lock_needs_acquire_at_one_end_and_release_at_the_other() {
    let knobs: [Knob; 2] = [("locked.swap", BOTH), ("locked.store", STORE)];
    let explored = check_every_combination(
        expect_file!["../traces/knobs-lock.json"],
        &knobs,
        deposits,
        |balance| assert!(*balance == 2, "two deposits were made, but the balance is {balance}"),
    );
    for (chosen, holds) in &explored {
        let acquires = !matches!(chosen[0], Relaxed | Release);
        assert_eq!(*holds, acquires && chosen[1] != Relaxed, "{chosen:?}");
    }
}

// ANCHOR: bridge
/// A comes from the left, B from the right. The four orderings are yours.
fn cross(chosen: &[Ordering]) -> &'static str {
    let &[left_raised, right_looked, right_raised, left_looked] = chosen else { unreachable!() };
    let bridge = Bridge::default();
    let from_left = Crossing { raise: left_raised, look: right_looked };
    let from_right = Crossing { raise: right_raised, look: left_looked };
    let (a, b) = thread::scope(|s| {
        let a = s.spawn(|| bridge.left_may_go(from_left));
        let b = s.spawn(|| bridge.right_may_go(from_right));
        (a.join().unwrap(), b.join().unwrap())
    });
    match (a, b) {
        (true, true) => "both go",
        (true, false) => "A goes",
        (false, true) => "B goes",
        (false, false) => "neither goes",
    }
}
// ANCHOR_END: bridge

#[test]
fn on_the_bridge_all_four_have_to_be_seq_cst() {
    let knobs =
        [("left.store", STORE), ("right.load", LOAD), ("right.store", STORE), ("left.load", LOAD)];
    let explored = check_every_combination(
        expect_file!["../traces/knobs-bridge.json"],
        &knobs,
        cross,
        |told| assert!(*told != "both go", "both are on the bridge"),
    );
    for (chosen, holds) in &explored {
        assert_eq!(*holds, *chosen == [SeqCst; 4], "{chosen:?}");
    }
}

// ANCHOR: count
/// A value with two owners. Each makes a note that it has used the value, and leaves.
struct Shared {
    owners: AtomicU32,
    notes: [AtomicU32; 2],
}

impl Shared {
    /// The last one to leave returns how many notes it finds.
    fn leave(&self, me: usize, subtracted: Ordering, fenced: Ordering) -> Option<u32> {
        self.notes[me].store(1, Relaxed);
        if self.owners.fetch_sub(1, subtracted) > 1 {
            return None;
        }
        // There is no relaxed fence, so that stands for none.
        if fenced != Relaxed {
            fence(fenced);
        }
        Some(self.notes.iter().map(|note| note.load(Relaxed)).sum())
    }
}

/// A and B leave. The two orderings are yours.
fn last_owner(chosen: &[Ordering]) -> u32 {
    let [subtracted, fenced] = chosen else { unreachable!() };
    let shared = Shared { owners: AtomicU32::new(2), notes: Default::default() };
    thread::scope(|s| {
        let a = s.spawn(|| shared.leave(0, *subtracted, *fenced));
        let b = s.spawn(|| shared.leave(1, *subtracted, *fenced));
        a.join().unwrap().or(b.join().unwrap()).unwrap()
    })
}
// ANCHOR_END: count

#[test]
fn each_owner_has_to_release_and_the_last_one_to_acquire() {
    // With a stronger subtraction there is nothing left for the fence to do.
    let knobs: [Knob; 2] = [("owners.fetch_sub", &[Relaxed, Acquire, Release]), ("fence", FENCE)];
    let explored = check_every_combination(
        expect_file!["../traces/knobs-count.json"],
        &knobs,
        last_owner,
        |notes| assert!(*notes == 2, "both owners made a note, and the last one finds {notes}"),
    );
    for (chosen, holds) in &explored {
        let acquires = matches!(chosen[1], Acquire | AcqRel | SeqCst);
        assert_eq!(*holds, chosen[0] == Release && acquires, "{chosen:?}");
    }
}
