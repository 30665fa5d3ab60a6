//! Runs your loom test on your lock, on right locks and on wrong ones, and your lock on the course's explorer too.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - a loom test that explores nothing, or no two threads that meet: `the_loom_test_refuses_every_wrong_lock`;
//! - one that refuses everything: `the_loom_test_accepts_every_right_lock`;
//! - only the first time round: one of the wrong locks and `no_two_threads_hold_your_lock` need a thread that comes twice;
//! - data out of the explorer's sight: `loom_sees_your_lock`, and the wrong locks if what they guard is std's;
//! - a library that always needs loom: `without_cfg_loom_the_library_needs_no_loom`.

// What the file of the exercise has for other targets is not used here.
#![allow(
    dead_code,
    unused_imports,
    reason = "a part of loom's interface and of the learner's file is not used"
)]

extern crate loom as real_loom;
// In this file `loom` is this file: below, the learner's library is taken in a second time, and finds the explorer here.
extern crate self as loom;

use std::env;
use std::process::Command;
use std::time::Duration;

use second_opinion::{CalmLock, Lock as _, explore};

pub use interleave::{cell, hint, model, sync, thread};

/// What loom has besides, for those who bound their search.
pub mod model {
    #[derive(Default)]
    pub struct Builder {
        pub max_threads: usize,
        pub max_branches: usize,
        pub max_permutations: Option<usize>,
        pub max_duration: Option<std::time::Duration>,
        pub preemption_bound: Option<usize>,
        pub location: bool,
        pub log: bool,
    }

    impl Builder {
        pub fn new() -> Self {
            Self::default()
        }

        #[track_caller]
        pub fn check(&self, program: impl Fn() + Send + Sync + 'static) {
            let checker = interleave::Checker::new();
            match self.preemption_bound {
                Some(bound) => checker.max_preemptions(bound).model(program),
                None => checker.model(program),
            }
        }
    }
}

// `mod learner`, the library on the explorer, and `LIBRARY`, its path. The build script knows where it is.
include!(concat!(env!("OUT_DIR"), "/learner.rs"));

/// Locks on loom: two that are right, and wrong ones.
mod locks {
    use real_loom::hint::spin_loop;
    use real_loom::sync::atomic::AtomicU32;
    use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

    /// Waits until this step succeeds.
    fn until(step: impl Fn() -> bool) {
        while !step() {
            spin_loop();
        }
    }

    macro_rules! lock {
        ($name:ident, |$a:ident| $acquire:expr, |$r:ident| $release:expr) => {
            #[derive(Default)]
            pub struct $name(AtomicU32, AtomicU32);

            impl second_opinion::Lock for $name {
                fn acquire(&self) {
                    let $a = self;
                    $acquire;
                }

                fn release(&self) {
                    let $r = self;
                    $release;
                }
            }
        };
    }

    lock!(
        Exchanges,
        |lock| until(|| lock.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok()),
        |lock| lock.0.swap(0, Release)
    );
    lock!(
        Tickets,
        |lock| {
            let mine = lock.0.fetch_add(1, Relaxed);
            until(|| lock.1.load(Acquire) == mine)
        },
        |lock| lock.1.fetch_add(1, Release)
    );

    lock!(LetsAllIn, |lock| lock.0.load(Acquire), |lock| lock.0.store(0, Release));
    lock!(
        NeverFree,
        |lock| until(|| lock.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok()),
        |lock| lock.0.store(1, Release)
    );
    lock!(
        TakesInTwoSteps,
        |lock| {
            until(|| lock.0.load(Acquire) == 0);
            lock.0.store(1, Relaxed)
        },
        |lock| lock.0.store(0, Release)
    );
    lock!(
        ReleasesNothing,
        |lock| until(|| lock.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok()),
        |lock| lock.0.swap(0, Relaxed)
    );
    lock!(
        AcquiresNothing,
        |lock| until(|| lock.0.compare_exchange(0, 1, Relaxed, Relaxed).is_ok()),
        |lock| lock.0.swap(0, Release)
    );
    lock!(
        AcquiresUnlessItWaited,
        |lock| {
            if lock.0.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
                until(|| lock.0.compare_exchange(0, 1, Relaxed, Relaxed).is_ok());
            }
        },
        |lock| lock.0.swap(0, Release)
    );
    lock!(
        StaysOpen,
        |lock| until(|| {
            lock.1.load(Acquire) == 1 || lock.0.compare_exchange(0, 1, Acquire, Relaxed).is_ok()
        }),
        |lock| {
            lock.1.store(1, Release);
            lock.0.swap(0, Release)
        }
    );
    lock!(
        AcquiresByLooking,
        |lock| until(|| {
            lock.0.load(Acquire) == 0 && lock.0.compare_exchange(0, 1, Relaxed, Relaxed).is_ok()
        }),
        |lock| lock.0.swap(0, Release)
    );
}

/// A run of the loom test: what it's called here, which lock that is, and the run.
type Run = (&'static str, &'static str, fn());

const RIGHT: [Run; 2] = [
    ("exchanges", "acquires by an exchange and releases by a swap", explore::<locks::Exchanges>),
    ("tickets", "serves its threads in the order of their tickets", explore::<locks::Tickets>),
];

const WRONG: [Run; 8] = [
    ("lets-all-in", "lets every thread in", explore::<locks::LetsAllIn>),
    (
        "two-steps",
        "looks if it's free, and takes it a step later",
        explore::<locks::TakesInTwoSteps>,
    ),
    ("never-free", "is never free again", explore::<locks::NeverFree>),
    ("no-release", "releases with `Relaxed`", explore::<locks::ReleasesNothing>),
    ("no-acquire", "acquires with `Relaxed`", explore::<locks::AcquiresNothing>),
    (
        "waited",
        "acquires with `Relaxed` if it had to wait",
        explore::<locks::AcquiresUnlessItWaited>,
    ),
    ("looks", "acquires by a look, and takes it a step later", explore::<locks::AcquiresByLooking>),
    ("stays-open", "lets every thread in once it was released", explore::<locks::StaysOpen>),
];

const YOURS: [Run; 3] = [
    ("outside", "is used outside a model", outside_a_model),
    ("yours", "is yours", explore::<CalmLock>),
    ("yours-on-the-explorer", "is yours", learner::explore::<learner::CalmLock>),
];

fn outside_a_model() {
    let lock = CalmLock::default();
    lock.acquire();
    lock.release();
}

/// Each run has a process of its own: a failure in loom can end the process, and what loom says is its panic.
#[test]
#[ignore = "the other tests start it, with the name of a run"]
fn one_run() {
    let Ok(name) = env::var(RUN) else {
        return;
    };
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(20));
        // Worded like a panic, because that is what is read.
        eprintln!(
            "panicked at\nStill exploring after 20 s: two threads that lock twice each are enough."
        );
        std::process::exit(1);
    });
    let all = RIGHT.iter().chain(&WRONG).chain(&YOURS);
    let (_, _, run) = all.into_iter().find(|run| run.0 == name).expect("there is such a run");
    run();
}

const RUN: &str = "SECOND_OPINION_RUN";

/// Runs the loom test, and returns what it said if it failed.
fn failure(name: &str) -> Option<String> {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["one_run", "--exact", "--ignored", "--nocapture"]).env(RUN, name);
    command.env("LOOM_LOCATION", "1").env_remove("RUST_BACKTRACE").env_remove("INTERLEAVE_REPORT");
    let output = command.output().expect("the test program can be started again");
    if output.status.success() {
        return None;
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let panic = said.lines().skip_while(|line| !line.contains("panicked at")).skip(1);
    let panic: Vec<&str> = panic.take_while(|line| !line.starts_with("note: run with")).collect();
    Some(panic.join("\n").trim_matches('\n').to_owned())
}

/// Outside a model loom's atomics panic, and std's don't.
#[track_caller]
fn loom_must_see_your_lock() {
    assert!(
        failure("outside").is_some(),
        "loom sees no step of your lock, because its atomic is std's: with `cfg(loom)` it must come from `loom`."
    );
}

#[test]
fn loom_sees_your_lock() {
    loom_must_see_your_lock();
}

#[test]
fn without_cfg_loom_the_library_needs_no_loom() {
    let metadata = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let metadata = metadata.join(format!("second-opinion-{}.rmeta", std::process::id()));
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args([
        "--edition=2024",
        "--crate-type=lib",
        "--crate-name=second_opinion",
        "--emit=metadata",
        "--cap-lints=allow",
    ]);
    let output = rustc
        .arg("-o")
        .arg(&metadata)
        .arg(LIBRARY)
        .output()
        .expect("cargo has started rustc as well");
    // If rustc failed, there is nothing to remove.
    let _ = std::fs::remove_file(metadata);
    assert!(
        output.status.success(),
        "without `--cfg loom`, as other people build your library, it doesn't compile:\n\n{}",
        String::from_utf8_lossy(&output.stderr).trim_end()
    );
}

#[test]
fn the_loom_test_refuses_every_wrong_lock() {
    for (name, what, _) in WRONG {
        assert!(failure(name).is_some(), "your loom test passes with a lock that {what}.");
    }
}

#[test]
fn the_loom_test_accepts_every_right_lock() {
    for (name, what, _) in RIGHT {
        if let Some(said) = failure(name) {
            panic!("your loom test fails with a right lock, which {what}:\n\n{said}");
        }
    }
}

#[test]
fn loom_finds_nothing_wrong_with_your_lock() {
    loom_must_see_your_lock();
    let Some(loom) = failure("yours") else {
        return;
    };
    let explorer =
        failure("yours-on-the-explorer").unwrap_or_else(|| "It finds nothing wrong.".into());
    panic!(
        "your loom test fails with your lock.\n\nThis is loom's report:\n\n{loom}\n\n{}\n\n\
         This is the same test on the course's explorer:\n\n{explorer}",
        how_to_read(&loom)
    );
}

/// One sentence about a report of loom's.
fn how_to_read(report: &str) -> &'static str {
    if report.contains("Causality violation") {
        "How to read it: two threads (#0 is main) made two accesses that nothing orders; loom doesn't show the steps before them."
    } else if report.contains("maximum number of branches") {
        "How to read it: in one execution the threads took so many steps that loom gave up, often because one spins forever."
    } else {
        "How to read it: this is the panic of the first execution that failed; loom doesn't show the steps before it."
    }
}

#[test]
fn no_two_threads_hold_your_lock() {
    use learner::Lock;
    use sync::atomic::{AtomicU32, Ordering::Relaxed};
    loom_must_see_your_lock();
    // Bounded, so that another lock in its place doesn't take minutes.
    interleave::Checker::new().max_preemptions(2).max_executions(20_000).model(|| {
        let (lock, total) = (learner::CalmLock::default(), AtomicU32::new(0));
        let add = |times| {
            for _ in 0..times {
                lock.acquire();
                // Relaxed: only the lock hands on what was written.
                total.store(total.load(Relaxed) + 1, Relaxed);
                lock.release();
            }
        };
        thread::scope(|s| {
            s.spawn(|| add(2));
            s.spawn(|| add(1));
        });
        let total = total.into_inner();
        assert!(total == 3, "1 was added three times under the lock, but the total is {total}");
    });
}
