//! The programs whose orderings the reader chooses, explored with every combination.

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

#[path = "../src/s5_bridge.rs"]
mod s5_bridge;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
};
use interleave::trace::{Step, Trace};
use interleave::{Counterexample, Verdict, hint, thread};
use s5_bridge::{Bridge, Crossing};
use serde::Serialize;
use serde_json::{Value, json};

/// What a store can be, what a load can be, and what can be both, from weak to strong.
const STORE: &[Ordering] = &[Relaxed, Release, SeqCst];
const LOAD: &[Ordering] = &[Relaxed, Acquire, SeqCst];
const BOTH: &[Ordering] = &[Relaxed, Acquire, Release, AcqRel, SeqCst];

/// An access, as the pictures name it, and the orderings that it's explored with.
type Knob = (&'static str, &'static [Ordering]);

/// Explores `program` with every combination, and writes down what the book's figure shows of it.
///
/// `program` returns what the reader calls a result; `promise` panics where that breaks the promise. Returns which of the
/// combinations hold.
fn check_every_combination<T: Ord + ToString>(
    file: ExpectFile,
    knobs: &[Knob],
    program: impl Fn(&[Ordering]) -> T,
    promise: impl Fn(&T),
) -> Vec<(Vec<Ordering>, bool)> {
    let mut results: Vec<Value> = Vec::new();
    let mut combinations = Vec::new();
    let mut verdicts = Vec::new();
    for chosen in every_combination(knobs) {
        let outcomes = interleave::outcomes(|| program(&chosen));
        let outcomes: Vec<String> = outcomes.values().map(T::to_string).collect();
        let result = match interleave::check(|| promise(&program(&chosen))) {
            Verdict::Holds(explored) => {
                assert!(explored.is_exhaustive(), "{chosen:?}: {explored}");
                verdicts.push((chosen, true));
                json!({ "outcomes": outcomes, "explored": explored.to_string() })
            }
            Verdict::Fails(found) => {
                let found = without_orderings(found, knobs, &chosen);
                verdicts.push((chosen, false));
                json!({ "outcomes": outcomes, "counterexample": found })
            }
        };
        let known = results.iter().position(|one| *one == result);
        combinations.push(known.unwrap_or_else(|| {
            results.push(result);
            results.len() - 1
        }));
    }
    let knobs: Vec<Value> = knobs
        .iter()
        .map(|(name, options)| {
            let options: Vec<String> = options.iter().map(|one| format!("{one:?}")).collect();
            json!({ "name": name, "options": options })
        })
        .collect();
    #[derive(Serialize)]
    struct Explored {
        version: u32,
        knobs: Vec<Value>,
        results: Vec<Value>,
        combinations: Vec<usize>,
    }
    let explored = Explored { version: 1, knobs, results, combinations };
    file.assert_eq(&(serde_json::to_string(&explored).unwrap() + "\n"));
    verdicts
}

/// Every combination; the last knob turns fastest.
fn every_combination(knobs: &[Knob]) -> Vec<Vec<Ordering>> {
    let turn = |before: Vec<Vec<Ordering>>, (_, options): &Knob| -> Vec<Vec<Ordering>> {
        let with = |one: &Vec<Ordering>| {
            let each = options.iter().map(|&option| [one.as_slice(), &[option]].concat());
            each.collect::<Vec<_>>()
        };
        before.iter().flat_map(with).collect()
    };
    knobs.iter().fold(vec![vec![]], turn)
}

/// The counterexample with the number of the knob instead of the ordering that was chosen, so that combinations which
/// break in the same way share it. The book puts the orderings back.
fn without_orderings(
    mut found: Counterexample,
    knobs: &[Knob],
    chosen: &[Ordering],
) -> Counterexample {
    // How long the search took isn't shown, and depends on the combination.
    found.executions = 0;
    let names: Vec<String> =
        found.trace.steps.iter().map(|step| access(step, &found.trace)).collect();
    for (step, name) in found.trace.steps.iter_mut().zip(names) {
        let Some(ordering) = &mut step.ordering else { continue };
        let Some(knob) = knobs.iter().position(|(knob, _)| *knob == name) else { continue };
        assert_eq!(*ordering, format!("{:?}", chosen[knob]));
        *ordering = knob.to_string();
    }
    found
}

/// `ready.store`
fn access(step: &Step, trace: &Trace) -> String {
    let object = step.object.map_or("", |object| trace.objects[object].name.as_str());
    let Value::String(operation) = serde_json::to_value(step.operation).unwrap() else {
        panic!("an operation has a name")
    };
    format!("{object}.{operation}")
}

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
