//! rejected: assertion — it throws away what `wait` returns
//! by: a_round_with_no_leader_or_two_is_refused

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use interleave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use interleave::{Checker, Verdict, check, model, thread};

pub use meet::Meet;

/// Returns if the barriers that `new` makes for a number of threads are right, and panics if they are wrong.
pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    model(|| rounds(&*new(1), 1, 2));
    // Two threads that meet twice: one of them can be back before the other one has left.
    model(|| rounds(&*new(2), 2, 2));
    // Two threads show what the barrier hands on; with three, the order of steps is enough.
    Checker::new().order_only().model(|| rounds(&*new(3), 3, 1));
    // One schedule is enough to count far, and 100 rounds of three are more than 8 bits can count.
    Checker::new().max_executions(1).model(|| rounds(&*new(3), 3, 100));
    model(|| another_barrier_has_its_own_party(new));
    a_waiting_thread_sleeps(new, 1);
    a_waiting_thread_sleeps(new, 2);
}

/// The threads meet in so many rounds. `Relaxed`, so that it shows if the barrier hands nothing on.
fn rounds(barrier: &dyn Meet, threads: usize, rounds: usize) {
    let [came, acted] = &[0; 2].map(AtomicUsize::new);
    let walk = || {
        for round in 1..=rounds {
            came.fetch_add(1, Relaxed);
            let action = || {
                assert!(came.load(Relaxed) == round * threads, "the action comes too early");
                acted.fetch_add(1, Relaxed);
            };
            barrier.wait(&action);
            assert!(came.load(Relaxed) >= round * threads, "a thread goes on too early");
            assert!(acted.load(Relaxed) >= round, "a thread goes on before the action is over");
        }
    };
    thread::scope(|s| {
        for _ in 1..threads {
            s.spawn(walk);
        }
        walk();
    });
    assert!(acted.load(Relaxed) == rounds, "there must be one action in each round");
}

fn another_barrier_has_its_own_party(new: fn(usize) -> Box<dyn Meet>) {
    let (two, one) = (new(2), new(1));
    thread::scope(|s| {
        s.spawn(|| two.wait(&|| ()));
        one.wait(&|| ());
        two.wait(&|| ());
    });
}

/// In the last round one thread doesn't come, so the other one must sleep forever.
fn a_waiting_thread_sleeps(new: fn(usize) -> Box<dyn Meet>, rounds: usize) {
    let verdict = check(|| {
        let barrier = new(2);
        thread::scope(|s| {
            s.spawn(|| (1..rounds).for_each(|_| _ = barrier.wait(&|| ())));
            (0..rounds).for_each(|_| _ = barrier.wait(&|| ()));
        });
    });
    match verdict {
        Verdict::Holds(_) => panic!("a thread goes on alone"),
        Verdict::Fails(found) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{found}");
        }
    }
}
