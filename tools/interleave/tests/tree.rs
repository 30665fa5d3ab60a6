//! The tree of choices: on weak memory what a load reads is one, too; and what stands at its ends.

use std::collections::BTreeSet;

use interleave::sync::atomic::{AtomicU32, Ordering, Ordering::*};
use interleave::{Checker, Schedules, Shown, thread};

/// Each of two threads stores to its own atomic, then loads the other's.
fn store_buffering(store: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        let look = |own: &AtomicU32, other: &AtomicU32| {
            own.store(1, store);
            other.load(load)
        };
        let (x, y) = (&x, &y);
        let a = s.spawn(move || look(x, y));
        let b = s.spawn(move || look(y, x));
        format!("{} {}", a.join().unwrap(), b.join().unwrap())
    })
}

fn results(tree: &Schedules) -> BTreeSet<&str> {
    tree.endings().iter().map(|end| end.value.as_deref().unwrap()).collect()
}

#[test]
fn every_value_that_a_load_may_read_is_a_choice() {
    let order = interleave::schedules(|| store_buffering(Release, Acquire));
    assert_eq!((order.len(), results(&order)), (6, ["0 1", "1 0", "1 1"].into()));

    let tree = Checker::new().memory_only().schedules(|| store_buffering(Release, Acquire));
    assert_eq!(results(&tree), ["0 0", "0 1", "1 0", "1 1"].into());
    // In 2 of the 6 orders one load comes before the other thread's store, and can read only 0. All other loads can
    // read 0 or 1.
    assert_eq!(tree.len(), 2 * 2 + 4 * 4);

    // Both threads have stored: now each of them can read either value.
    let stored =
        tree.root.choices[0].next.choices.iter().find(|choice| choice.thread != 1).unwrap();
    let reads = |thread| -> Vec<(Option<&str>, bool)> {
        let own = stored.next.choices.iter().filter(|choice| choice.thread == thread);
        own.map(|choice| (choice.steps[0].read.as_deref(), choice.steps[0].stale.is_some()))
            .collect()
    };
    assert_eq!(reads(1), reads(2));
    assert_eq!(BTreeSet::from_iter(reads(1)), [(Some("0"), true), (Some("1"), false)].into());

    // The paths begin at the first choice, and so do the indices of the steps.
    let missed = stored.next.choices.iter().filter_map(|choice| choice.steps[0].stale.as_ref());
    assert_eq!(missed.map(|stale| stale.stored_by).collect::<BTreeSet<_>>(), [0, 1].into());
}

/// A load may still miss a store that was a step earlier: the one order of `SeqCst` need not be the order of steps.
#[test]
fn with_seq_cst_no_choice_lets_both_loads_miss() {
    let tree = Checker::new().memory_only().schedules(|| store_buffering(SeqCst, SeqCst));
    assert_eq!(results(&tree), ["0 1", "1 0", "1 1"].into());
}

/// As in `model`, the assertion may be part of the program.
#[test]
fn a_program_that_returns_nothing_ends_without_a_value_or_fails() {
    let tree = interleave::schedules(|| {
        let total = AtomicU32::new(0);
        let add_one = || total.store(total.load(SeqCst) + 1, SeqCst);
        thread::scope(|s| {
            s.spawn(add_one);
            s.spawn(add_one);
        });
        assert_eq!(total.into_inner(), 2);
    });
    let endings = tree.endings();
    assert_eq!(endings.len(), 6);
    assert!(endings.iter().all(|end| end.value.is_none()));
    let lost = endings.iter().filter(|end| end.failure.is_some()).count();
    assert_eq!(lost, 4, "only one thread after the other adds 2");
}

/// Whatever was shown before is shown as before: numbers, texts with no quotes, types of the program's own.
#[test]
fn what_has_a_display_is_shown_as_that_writes_it() {
    struct Seat(u32);
    impl std::fmt::Display for Seat {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "seat {}", self.0)
        }
    }
    fn only_end<T: Shown<How>, How>(program: impl Fn() -> T) -> Option<String> {
        let tree = interleave::schedules(program);
        tree.endings()[0].value.clone()
    }
    assert_eq!(only_end(|| 7).as_deref(), Some("7"));
    assert_eq!(only_end(|| "held").as_deref(), Some("held"));
    assert_eq!(only_end(|| true).as_deref(), Some("true"));
    assert_eq!(only_end(|| Seat(3)).as_deref(), Some("seat 3"));
    assert_eq!(only_end(|| ()), None);
}
