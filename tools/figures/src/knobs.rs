//! A program whose orderings the reader chooses, explored with every combination.

use expect_test::ExpectFile;
use interleave::sync::atomic::{
    Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
};
use interleave::trace::{Step, Trace};
use interleave::{Counterexample, Verdict};
use serde::Serialize;
use serde_json::{Value, json};

/// What a store can be, from weak to strong.
pub const STORE: &[Ordering] = &[Relaxed, Release, SeqCst];
/// What a load can be.
pub const LOAD: &[Ordering] = &[Relaxed, Acquire, SeqCst];
/// What an operation can be that is both.
pub const BOTH: &[Ordering] = &[Relaxed, Acquire, Release, AcqRel, SeqCst];
/// What a fence can be. `Relaxed` stands for no fence, and the reader is offered `none`.
pub const FENCE: &[Ordering] = BOTH;

/// An access, as the pictures name it, and the orderings that it's explored with: `state.swap`, or `state.swap(UNLOCKED)`
/// where the program swaps in two places, or `fence`.
pub type Knob = (&'static str, &'static [Ordering]);

/// Explores `program` with every combination, and writes down what the book's figure shows of it.
///
/// `program` returns what the reader calls a result; `promise` panics where that breaks the promise. Returns which of the
/// combinations hold.
///
/// # Panics
///
/// If a combination was not explored to its end, or if the snapshot is another one.
#[track_caller]
pub fn check_every_combination<T: Ord + ToString>(
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
            let option = |one: &Ordering| match one {
                Relaxed if *name == "fence" => "none".to_owned(),
                one => format!("{one:?}"),
            };
            let options: Vec<String> = options.iter().map(option).collect();
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
    let position = |step: &Step| {
        let access = access(step, &found.trace);
        knobs.iter().position(|(knob, _)| is_about(knob, &access, step.code()))
    };
    let positions: Vec<Option<usize>> = found.trace.steps.iter().map(position).collect();
    for (step, knob) in found.trace.steps.iter_mut().zip(positions) {
        let (Some(ordering), Some(knob)) = (&mut step.ordering, knob) else { continue };
        assert_eq!(*ordering, format!("{:?}", chosen[knob]));
        *ordering = knob.to_string();
    }
    found
}

/// `ready.store`, or `fence`.
fn access(step: &Step, trace: &Trace) -> String {
    let Value::String(operation) = serde_json::to_value(step.operation).unwrap() else {
        panic!("an operation has a name")
    };
    match step.object {
        Some(object) => format!("{}.{operation}", trace.objects[object].name),
        None => operation,
    }
}

/// Whether a knob is about this access, which the program makes in this line.
fn is_about(knob: &str, access: &str, code: &str) -> bool {
    match knob.split_once('(') {
        // `state.swap(UNLOCKED)` is the swap whose line has `swap(UNLOCKED`.
        Some((name, argument)) => {
            let operation = name.rsplit('.').next().unwrap_or(name);
            let call = format!("{operation}({}", argument.trim_end_matches(')'));
            name == access && code.contains(&call)
        }
        None => knob == access,
    }
}

#[cfg(test)]
mod tests {
    use super::is_about;

    #[test]
    fn of_two_swaps_the_argument_tells_which_one_a_knob_is_about() {
        let code = "while self.state.swap(CONTENDED, marked) != UNLOCKED {";
        assert!(is_about("state.swap", "state.swap", code));
        assert!(is_about("state.swap(CONTENDED)", "state.swap", code));
        assert!(!is_about("state.swap(UNLOCKED)", "state.swap", code));
        assert!(!is_about("other.swap(CONTENDED)", "state.swap", code));
    }
}
