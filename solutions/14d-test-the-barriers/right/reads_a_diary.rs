//! right: all write what they do into one diary, and it's read when they are done

#[path = "../../../exercises/14d-test-the-barriers/src/meet.rs"]
mod meet;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, check, model, outcomes, thread};

pub use meet::Meet;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Line {
    Comes,
    Acts,
    Goes { leads: bool },
}

use Line::*;

fn diary(barrier: &dyn Meet, threads: usize, rounds: usize) -> Vec<(usize, Line)> {
    let diary = Mutex::new(Vec::new());
    let note = |round, line| diary.lock().unwrap().push((round, line));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for round in 0..rounds {
                    note(round, Comes);
                    let leads = barrier.wait(&|| note(round, Acts));
                    note(round, Goes { leads });
                }
            });
        }
    });
    diary.into_inner().unwrap()
}

/// In each round: all come, one acts, and all go, one of them as the leader.
fn check_diary(diary: &[(usize, Line)], threads: usize, rounds: usize) {
    for round in 0..rounds {
        let lines: Vec<_> = diary.iter().filter(|(r, _)| *r == round).map(|(_, l)| *l).collect();
        assert!(lines.len() == 2 * threads + 1, "{lines:?}");
        assert!(lines[..threads].iter().all(|line| *line == Comes), "{lines:?}");
        assert!(lines[threads] == Acts, "{lines:?}");
        let leaders = lines[threads..].iter().filter(|line| **line == Goes { leads: true }).count();
        assert!(leaders == 1, "{lines:?}");
    }
}

pub fn test(new: fn(usize) -> Box<dyn Meet>) {
    for (threads, rounds) in [(1, 2), (2, 1), (2, 2), (3, 1)] {
        let few = Checker::new().order_only().max_executions(500);
        for diary in few.outcomes(|| diary(&*new(threads), threads, rounds)).values() {
            check_diary(diary, threads, rounds);
        }
    }
    let once = Checker::new().max_executions(1);
    once.model(|| check_diary(&diary(&*new(3), 3, 86), 3, 86));
    model(|| {
        let (barrier, number) = (new(2), AtomicU32::new(0));
        let seen = || {
            let seen = AtomicU32::new(9);
            number.fetch_add(1, Relaxed);
            let leads = barrier.wait(&|| seen.store(number.load(Relaxed), Relaxed));
            assert!(seen.load(Relaxed) == if leads { 2 } else { 9 });
            assert!(number.load(Relaxed) == 2);
        };
        thread::scope(|s| {
            s.spawn(seen);
            seen();
        });
    });
    let leaders = outcomes(|| {
        let (mine, theirs) = (new(1), new(2));
        thread::scope(|s| {
            s.spawn(|| theirs.wait(&|| ()));
            let leads = mine.wait(&|| ());
            theirs.wait(&|| ());
            leads
        })
    });
    assert!(leaders.values().eq([&true]));
    for times in 1..3 {
        let verdict = check(|| {
            let barrier = new(2);
            thread::scope(|s| {
                s.spawn(|| (1..times).for_each(|_| drop(barrier.wait(&|| ()))));
                s.spawn(|| (0..times).for_each(|_| drop(barrier.wait(&|| ()))));
            });
        });
        let found = verdict.counterexample().expect("a thread that waits forever");
        assert!(found.kind() != "spin", "it is awake");
    }
}
