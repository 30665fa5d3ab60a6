//! What is dropped when, and the questions about it: their answers come from runs.

/// The stages that need no second thread, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

/// How a thread says that it is waiting: here, the explorer's way.
mod hint {
    pub use interleave::hint::spin_loop;
}

#[path = "../src/s1_lock.rs"]
mod s1_lock;
#[allow(dead_code, reason = "the quiz needs the guard, and no stock")]
#[path = "../src/s2_leaks.rs"]
mod s2_leaks;
#[allow(dead_code, reason = "the quiz needs the guard, and no stock")]
#[path = "../src/s5_guard.rs"]
mod s5_guard;
#[allow(dead_code, reason = "its fields are there to be dropped")]
#[path = "../src/s7_order.rs"]
mod s7_order;

use std::cell::{Cell, RefCell};
use std::mem;

use expect_test::{ExpectFile, expect_file};
use interleave::Checker;
use s1_lock::BinaryLock;
use s7_order::{Fields, Says, fields, locals};

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// The one value that a program returns in every interleaving.
fn outcome<T: Ord + Clone>(program: impl Fn() -> T) -> T {
    let outcomes = Checker::new().order_only().outcomes(program);
    let values: Vec<_> = outcomes.values().cloned().collect();
    let [value] = &values[..] else { panic!("it returns more than one value") };
    value.clone()
}

fn said(program: fn(&RefCell<Vec<&'static str>>)) -> Vec<&'static str> {
    let said = RefCell::default();
    program(&said);
    said.into_inner()
}

#[test]
fn locals_are_dropped_in_reverse_and_fields_as_declared() {
    assert_eq!(said(locals), ["second", "first"]);
    assert_eq!(said(fields), ["first", "second"]);
    let lines = format!(
        "locals: {}\nfields: {}\n",
        said(locals).join(", then "),
        said(fields).join(", then ")
    );
    expect_file!["../outputs/order.txt"].assert_eq(&lines);
}

/// The code, and the same code to run: the closure notes whether the lock is free while the work is done.
type Snippet = (&'static str, fn(&BinaryLock, &dyn Fn()));

#[test]
fn the_answers_to_the_quiz_on_when_it_is_released_are_what_runs_show() {
    let options: [Snippet; 7] = [
        ("`let _guard = lock.guard(); work();`", |lock, work| {
            let _guard = lock.guard();
            work();
        }),
        ("`let _ = lock.guard(); work();`", |lock, work| {
            let _ = lock.guard();
            work();
        }),
        ("`let _ = (lock.guard(), work());`", |lock, work| {
            let _ = (lock.guard(), work());
        }),
        ("`drop(lock.guard()); work();`", |lock, work| {
            drop(lock.guard());
            work();
        }),
        ("`mem::forget(lock.guard()); work();`", |lock, work| {
            mem::forget(lock.guard());
            work();
        }),
        ("`let _guard = lock.guard(); let _guard = 7; work();`", |lock, work| {
            let _guard = lock.guard();
            let _guard = 7;
            work();
        }),
        ("`if true { let _guard = lock.guard(); } work();`", |lock, work| {
            if true {
                let _guard = lock.guard();
            }
            work();
        }),
    ];
    let free = |(_, snippet): &&Snippet| {
        outcome(|| {
            let (lock, free) = (BinaryLock::default(), Cell::new(false));
            snippet(&lock, &|| free.set(!lock.locked()));
            free.get()
        })
    };
    let answers: Vec<&str> = options.iter().filter(free).map(|(name, _)| *name).collect();
    let quiz = serde_json::json!({
        "version": 1,
        "question": "In which of these is the lock free while `work` runs?",
        "options": options.map(|(name, _)| name),
        "answers": answers,
        "replies": {
            "`let _guard = lock.guard(); work();`": "`_guard` is an ordinary variable, despite its underscore: it keeps the guard until the end of the block.",
            "`let _ = (lock.guard(), work());`": "The guard is dropped at the end of the statement, but `work` is part of that statement.",
            "`mem::forget(lock.guard()); work();`": "A forgotten guard never runs its `drop`, so the lock stays locked.",
            "`let _guard = lock.guard(); let _guard = 7; work();`": "The second `_guard` hides the first and doesn't drop it. The guard lives to the end of the block.",
        },
        "why": "`_` binds nothing, so a guard bound to it is dropped at the end of its statement; with the tuple, \
                `work` runs inside that statement. A second `_guard` hides the first and drops nothing. A guard \
                that is forgotten is never dropped, so the lock is held while `work` runs, and forever after.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

// ANCHOR: mixed
fn mixed(said: &RefCell<Vec<&'static str>>) {
    let _pair = Fields { second: Says("A", said), first: Says("B", said) };
    let _ = Says("C", said);
    let _last = Says("D", said);
}
// ANCHOR_END: mixed

#[test]
fn the_answer_to_the_quiz_on_drop_order_is_what_a_run_shows() {
    let options = ["A B C D", "C D A B", "C D B A", "D B A, and C never", "D C B A", "D B A C"];
    let answer = said(mixed).join(" ");
    assert!(options.contains(&answer.as_str()), "{answer}");
    let quiz = serde_json::json!({
        "version": 1,
        "question": "In which order are the names recorded?",
        "code": "../tests/quiz.rs:mixed",
        "options": options,
        "answers": [answer],
        "replies": {
            "A B C D": "That's the order in which they are made. Locals are dropped in reverse, and C isn't a local.",
            "C D A B": "Almost. The fields are dropped in the order the struct declares them in: `first`, which holds B, and then `second`.",
            "D B A, and C never": "`let _` binds nothing, but it forgets nothing either: C is dropped at the end of its own statement.",
            "D C B A": "C isn't a local: `let _` doesn't keep it, so it is gone before D is made.",
            "D B A C": "Nothing keeps C alive that long: it is dropped at its own semicolon, before D is made.",
        },
        "why": "C is dropped at the end of its own statement. At the end of the block the locals are dropped in reverse: \
                D before the pair. The fields of the pair are dropped as the struct declares them, `first` before \
                `second`, no matter in which order they are written here.",
    });
    check_snapshot(expect_file!["../traces/quiz-order.json"], &quiz);
}
