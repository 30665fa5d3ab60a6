//! What loom finds in each program.

// Everything is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same programs, on loom.
mod sync {
    pub use loom::sync::{Condvar, Mutex, atomic};
    pub use std::sync::PoisonError;
}

/// The threads, in this world.
mod thread {
    pub use loom::thread::{spawn, yield_now};
}

/// How a thread says that it is waiting, in this world.
mod hint {
    pub use loom::hint::spin_loop;
}

/// Loom's cell has `with` and `with_mut` where std's has `get`. Here each `get` counts as a write at that moment.
mod cell {
    #[derive(Default)]
    pub struct UnsafeCell<T>(loom::cell::UnsafeCell<T>);

    impl<T> UnsafeCell<T> {
        pub fn get(&self) -> *mut T {
            self.0.with_mut(|data| data)
        }
    }
}

/// Where two threads begin: loom explores the orders, so there is nothing to wait for.
mod start {
    #[derive(Default)]
    pub struct Start(());

    impl Start {
        pub fn wait(&self) {}
    }
}

#[path = "../src/programs/mod.rs"]
mod programs;
#[path = "../../10-poison/src/s1_ledger.rs"]
mod s1_ledger;
#[path = "../../06-lock-owns-data/src/s1_lock.rs"]
mod s1_lock;
/// The library of `in-your-own-project.md`. Its own test for loom needs `--cfg loom`.
#[path = "../slots/src/slots.rs"]
mod slots;

use std::env;
use std::process::Command;

use expect_test::expect_file;
use programs::{MEMORY, ORDER, Program, RIGHT};

const RUN: &str = "APPENDIX_LOOM_RUN";

/// More preemptions than these programs need.
const BOUND: usize = 4;

fn all() -> impl Iterator<Item = Program> {
    ORDER.into_iter().chain(MEMORY).chain(RIGHT)
}

/// Each program has a process of its own: a failure in loom can end the process, and what loom says is its panic.
#[test]
#[ignore = "the other test starts it, with the name of a program"]
fn one_run() {
    let Ok(name) = env::var(RUN) else {
        return;
    };
    let program = all().find(|program| program.name == name).expect("there is such a program");
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(BOUND);
    builder.check(program.run);
}

/// What loom says of a program, in two or three words.
fn verdict(program: Program) -> &'static str {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["one_run", "--exact", "--ignored", "--nocapture"]).env(RUN, program.name);
    command.env_remove("RUST_BACKTRACE");
    let output = command.output().expect("the test program can be started again");
    if output.status.success() {
        return "nothing";
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let words = [
        ("deadlock; threads", "deadlock"),
        ("Causality violation", "data race"),
        ("exceeded maximum number of branches", "gives up"),
        ("index out of bounds", "its own panic"),
        ("an update is lost", "assertion"),
        ("one number, two holders", "assertion"),
        ("woken without a letter", "assertion"),
        ("a stale value", "assertion"),
        ("both are on the bridge", "assertion"),
        ("both have read what comes later", "assertion"),
        ("a record is torn", "assertion"),
    ];
    let found = words.iter().find(|(text, _)| said.contains(text));
    found.unwrap_or_else(|| panic!("{}: {said}", program.name)).1
}

#[test]
fn what_loom_finds_is_written_down() {
    let mut lines = format!("# loom 0.7.2, at most {BOUND} preemptions\n");
    for program in all() {
        lines += &format!("{}\t{}\n", program.name, verdict(program));
    }
    expect_file!["../outputs/runs/loom.tsv"].assert_eq(&lines);
}

/// Loom sees nothing that the two threads have in common.
#[test]
fn loom_runs_the_torn_record_once() {
    // Std's: it counts executions, and is no part of them.
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    static EXECUTIONS: AtomicU32 = AtomicU32::new(0);
    loom::model(|| {
        EXECUTIONS.fetch_add(1, Relaxed);
        let torn = MEMORY.iter().find(|program| program.name.contains("torn")).unwrap();
        (torn.run)();
    });
    assert_eq!(EXECUTIONS.load(Relaxed), 1);
}

/// The lock of chapter 7, with an exchange that fails in place of a swap that changes nothing.
#[test]
fn loom_gets_through_a_lock_of_compare_exchange() {
    use std::sync::Arc;

    use loom::cell::UnsafeCell;
    use sync::atomic::{
        AtomicBool,
        Ordering::{Acquire, Relaxed, Release},
    };

    struct Guarded(AtomicBool, UnsafeCell<u32>);

    // SAFETY: loom checks every access to the cell, and panics if two of them are not ordered.
    unsafe impl Sync for Guarded {}

    fn add(Guarded(locked, number): &Guarded) {
        // Acquire: pairs with the store below.
        while locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
        number.with_mut(|number| {
            // SAFETY: the pointer leads into the cell, and loom has checked that no other thread uses one.
            unsafe { *number += 1 }
        });
        // Release: pairs with the exchange above.
        locked.store(false, Release);
    }
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(BOUND);
    builder.check(|| {
        let ours = Arc::new(Guarded(AtomicBool::new(false), UnsafeCell::new(0)));
        let theirs = Arc::clone(&ours);
        let other = thread::spawn(move || add(&theirs));
        add(&ours);
        other.join().unwrap();
    });
}

#[test]
fn loom_finds_nothing_wrong_with_the_slots() {
    use std::sync::Arc;

    use slots::Slots;
    use sync::atomic::{AtomicUsize, Ordering::Relaxed};

    fn add_one((slots, number): &(Slots, AtomicUsize)) -> usize {
        let slot = slots.try_take();
        if slot.is_some() {
            number.store(number.load(Relaxed) + 1, Relaxed);
        }
        usize::from(slot.is_some())
    }
    loom::model(|| {
        let ours = Arc::new((Slots::new(1), AtomicUsize::new(0)));
        let theirs = Arc::clone(&ours);
        let other = thread::spawn(move || add_one(&theirs));
        let added = add_one(&ours) + other.join().unwrap();
        assert_eq!(ours.1.load(Relaxed), added);
    });
}
