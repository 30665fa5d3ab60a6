//! Every limit: what the program is, what loom says to it, and what we say.

use crate::{on_loom, on_ours};

/// One limit: a program, and both verdicts.
pub struct Row {
    pub program: &'static str,
    pub what: &'static str,
    pub on_loom: fn() -> String,
    pub on_ours: fn() -> String,
    pub loom: &'static str,
    pub ours: &'static str,
    /// The most preemptions, where there is a bound.
    pub bound: Option<usize>,
}

macro_rules! row {
    ($program:ident, $($texts:literal),*) => { row!(programs::$program, $($texts),*) };
    ($file:ident::$program:ident, $what:literal, $loom:literal, $ours:literal) => {
        Row {
            program: stringify!($program),
            what: $what,
            on_loom: on_loom::$file::$program,
            on_ours: on_ours::$file::$program,
            loom: $loom,
            ours: $ours,
            bound: None,
        }
    };
}

/// Bugs that loom does not find.
pub const MISSED: &[Row] = &[
    row!(
        own_load,
        "`x.load()` beside `x.load(); x.store(1)`: a thread's own load hides its store",
        "read 0",
        "read 0 / read 1"
    ),
    row!(
        race_behind_own_load,
        "a data race that only this load of 1 uncovers",
        "holds",
        "data race"
    ),
    row!(
        two_unparks,
        "two `unpark`s, from two threads, for two `park`s: together they are one",
        "holds",
        "lost wakeup"
    ),
    row!(
        unpark_instead_of_release,
        "a data race, and an `unpark` of a thread that never parks",
        "holds",
        "data race"
    ),
    row!(
        late_fence,
        "a data race, and a `SeqCst` fence behind the flag instead of before it",
        "holds",
        "data race"
    ),
    row!(
        weak_exchange,
        "`compare_exchange_weak` with no other thread in the way",
        "succeeds",
        "fails / succeeds"
    ),
    row!(
        eight_stores,
        "a stale load behind eight relaxed stores",
        "2 / 3 / 4 / 5 / 6 / 7 / 8",
        "0 / 1 / 2 / 3 / 4 / 5 / 6 / 7 / 8"
    ),
    row!(try_lock, "`try_lock` beside a thread that holds the lock", "taken", "held / taken"),
    Row {
        bound: Some(0),
        ..row!(
            who_is_first,
            "two threads of one step, at most 0 preemptions",
            "A first",
            "A first / B first"
        )
    },
];

/// What wakes a sleeper, and what does not.
pub const SLEEPERS: &[Row] = &[
    row!(
        sleepers::park_without_a_loop,
        "`park` without a loop around it",
        "raised",
        "not raised / raised"
    ),
    row!(
        sleepers::wait_without_a_loop,
        "`Condvar::wait` under an `if`",
        "ready",
        "not ready / ready"
    ),
    row!(
        sleepers::who_is_woken,
        "`notify_one`, and two waiters: which is woken",
        "the first",
        "the first / the second"
    ),
    row!(
        sleepers::notify_instead_of_lock,
        "a data race, and a `notify_one` behind the lock",
        "holds",
        "data race"
    ),
    row!(sleepers::timed_wait, "`wait_timeout`, and no thread notifies", "deadlock", "times out"),
    row!(
        sleepers::token_and_condvar,
        "`unpark` before `Condvar::wait`, and then `park`",
        "deadlock",
        "holds"
    ),
];

/// Failures of programs that are right, and results that cannot be.
pub const FALSE_ALARMS: &[Row] = &[
    row!(
        store_buffering,
        "store buffering, `SeqCst` throughout",
        "0 0 / 0 1 / 1 0 / 1 1",
        "0 1 / 1 0 / 1 1"
    ),
    row!(
        store_and_addition,
        "`x.store(10)` beside `x.fetch_add(1)`: what it read, and the end",
        "0 then 1 / 0 then 10 / 10 then 11",
        "0 then 10 / 10 then 11"
    ),
    row!(lazy_atomic, "an atomic in a `OnceLock`, made by its first user", "data race", "holds"),
    row!(
        unpark_in_join,
        "`unpark` of a thread that waits in `join`",
        "a later execution fails: assertion failed: state.notified",
        "holds"
    ),
    row!(
        joined_panic,
        "a thread panics, and `join` returns the panic",
        "the first execution fails: on purpose",
        "join returns the panic"
    ),
    row!(
        read_twice,
        "an `RwLock` that one thread reads twice",
        "the first execution fails: invalid internal loom state",
        "holds"
    ),
    row!(
        poison,
        "a thread panics while it holds a lock",
        "the first execution fails: on purpose",
        "poisoned"
    ),
    row!(
        racy_counter,
        "a racy counter, `SeqCst` throughout: the story of the lost update",
        "the first execution fails: A reads 0, A writes 1, B reads 0, B writes 1",
        "fails: A reads 0, B reads 0, B writes 1, A writes 1"
    ),
];

/// Programs to which loom gives no verdict.
pub const NO_VERDICT: &[Row] = &[
    row!(
        deadlock_in_its_own_arc,
        "a deadlock of two locks in the `Arc` of the tool",
        "the process dies",
        "deadlock"
    ),
    row!(deadlock, "the same in std's `Arc`", "deadlock", "deadlock"),
    row!(
        six_threads,
        "six threads, one after the other",
        "the first execution fails: assertion failed: self.threads.len() < self.max()",
        "holds"
    ),
    row!(big_frame, "60 KB on the stack of the first thread", "overflows the stack", "holds"),
    row!(
        barrier,
        "two threads at a `Barrier`",
        "the first execution fails: not implemented: std::sync::Barrier is not supported yet in Loom.",
        "holds"
    ),
    row!(mutex_counter, "four threads and a mutex", "no end in 10000 executions", "holds"),
    row!(swap_lock, "a spin lock: `swap`, and a `store`", "gives up: too many branches", "holds"),
    row!(
        three_spinners,
        "a spin lock: `compare_exchange`, and three threads",
        "gives up: too many branches",
        "holds"
    ),
    row!(unhinted_spin, "a spin lock without a hint", "gives up: too many branches", "holds"),
];

/// What neither explores.
pub const NOT_EXPLORED: &[Row] = &[row!(
    load_buffering,
    "load buffering, relaxed: `1 1` is allowed",
    "0 0 / 0 1 / 1 0",
    "0 0 / 0 1 / 1 0"
)];

/// The groups, with what they are called.
pub const GROUPS: [(&str, &[Row]); 5] = [
    ("**Missed**", MISSED),
    ("**Sleepers**", SLEEPERS),
    ("**False alarms, false stories**", FALSE_ALARMS),
    ("**No verdict**", NO_VERDICT),
    ("**Not explored by either**", NOT_EXPLORED),
];

/// The table of the README.
pub fn render() -> String {
    let mut text = String::from("| program | loom 0.7.2 | interleave |\n|---|---|---|\n");
    for (group, rows) in GROUPS {
        text.push_str(&format!("| {group} | | |\n"));
        for Row { what, loom, ours, .. } in rows {
            text.push_str(&format!("| {what} | {loom} | {ours} |\n"));
        }
    }
    text
}
