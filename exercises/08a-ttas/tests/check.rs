//! Sends readers to the map room, and watches what those do who wait.

use std::sync::atomic as unseen;

use interleave::cell::Cell;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use interleave::trace::{Failure, Operation, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use ttas::BinaryLock;

/// How often A goes in, where B is too late again and again. After that the explorer takes it that B waits: a step that
/// has found the same four times is not taken again before there is something else to be found.
const MANY: u32 = 8;

/// A map room for one reader.
#[derive(Default)]
struct MapRoom {
    readers: AtomicU32,
    map: Cell<u32>,
}

// SAFETY: the explorer runs one thread at a time. Uses that nothing orders it reports as a data race.
unsafe impl Sync for MapRoom {}

impl MapRoom {
    /// Nobody else may be there.
    fn go_in(&self) {
        // Relaxed, here and below: the lock alone shall order what is done in the room.
        let others = self.readers.fetch_add(1, Relaxed);
        assert!(others == 0, "went in while another reader was in the map room");
    }

    fn come_out(&self) {
        self.readers.fetch_sub(1, Relaxed);
    }

    /// Uses what is no atomic.
    fn study(&self) {
        self.map.set(self.map.get() + 1);
    }
}

/// So many readers, each of whom goes in and out so many times, and does this inside.
fn read(readers: u32, times: u32, study: fn(&MapRoom)) {
    let (lock, room) = (BinaryLock::default(), MapRoom::default());
    thread::scope(|s| {
        for _ in 0..readers {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    room.go_in();
                    study(&room);
                    room.come_out();
                    lock.release();
                }
            });
        }
    });
    assert!(!lock.locked(), "everybody has come out, but the lock is still locked");
}

/// As many orders as there is time for: weak exchanges, loops without a hint and loops that look a fixed number of times
/// have more of them than anybody wants to wait for.
fn in_time() -> Checker {
    Checker::new().max_executions(5_000)
}

/// The same for those in which nobody is interrupted more than twice.
fn few_interruptions() -> Checker {
    in_time().order_only().max_preemptions(2)
}

/// Whether this only looks, or gives way to others.
fn only_looks(operation: Operation) -> bool {
    matches!(operation, Operation::Load | Operation::Yield | Operation::Fence)
}

#[test]
fn whoever_waits_looks_and_does_not_rattle_at_the_door() {
    let verdict = Checker::new().order_only().try_check(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        // Nobody comes out any more, so this reader waits for ever.
        thread::scope(|s| s.spawn(|| lock.acquire()).join().unwrap());
    });
    let found = match verdict {
        Ok(Verdict::Fails(found)) => found,
        Ok(Verdict::Holds(_)) => panic!("somebody was in the map room, and another reader went in"),
        Err(problem) => panic!(
            "the door stays locked, and A does now this, now that. \
             To wait, A should look through the window, and do nothing else: {problem}"
        ),
    };
    let sleeps = found.trace.steps.iter().any(|step| step.operation == Operation::Sleep);
    let (Failure::Spin { waiting }, false) = (&found.failure, sleeps) else {
        panic!(
            "the door is locked, and A should go on looking until it is open, but sleeps:\n{found}"
        )
    };
    let tries: usize = found
        .trace
        .steps
        .iter()
        .filter(|step| step.thread == 1 && !only_looks(step.operation))
        .map(|step| 1 + step.spins)
        .sum();
    let next = waiting.iter().find(|waiting| waiting.thread == 1).map(|waiting| waiting.operation);
    let looks_next = next.is_none_or(only_looks);
    assert!(
        looks_next && tries <= 1,
        "the door is locked, and A rattles at it again and again. \
         To wait, A should look through the window: only a load changes nothing.\n\n{}",
        found.trace
    );
}

#[test]
fn two_readers_are_never_in_the_map_room_together() {
    in_time().model(|| read(2, 1, MapRoom::study));
}

#[test]
fn nor_are_they_when_they_come_again() {
    few_interruptions().model(|| read(2, 2, |_| {}));
}

#[test]
fn nor_are_two_of_three() {
    few_interruptions().model(|| read(3, 1, |_| {}));
}

#[test]
fn everybody_who_waits_gets_in() {
    few_interruptions().model(|| {
        let (lock, read) = (BinaryLock::default(), AtomicU32::new(0));
        lock.acquire();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    lock.acquire();
                    let others = read.fetch_add(10, SeqCst) % 10;
                    assert!(others == 1, "went in before the first reader had come out");
                    lock.release();
                });
            }
            read.store(1, SeqCst);
            lock.release();
        });
    });
}

/// A goes in and out again and again, and B wants to go in once. They take turns as the letters say.
struct Seen {
    /// How often A has gone in.
    visits: u32,
    /// Whether both were in at the same time. B does not come out again.
    together: bool,
    /// What happened, as far as they could follow.
    trace: Trace,
}

fn follow(schedule: &str) -> Seen {
    // Std's atomics: the explorer does not see them, so the letters are the steps of the lock, and A's look around.
    let (visits, inside) = (unseen::AtomicU32::new(0), unseen::AtomicU32::new(0));
    let together = unseen::AtomicBool::new(false);
    let go_in = || together.fetch_or(inside.fetch_add(1, SeqCst) != 0, SeqCst);
    let run = Checker::new().try_replay(schedule, || {
        let (lock, map) = (BinaryLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..MANY {
                    lock.acquire();
                    go_in();
                    visits.fetch_add(1, SeqCst);
                    map.load(Relaxed);
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                }
            });
            s.spawn(|| {
                lock.acquire();
                go_in();
            });
        });
    });
    let trace = match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    };
    let (visits, together) = (visits.into_inner(), together.into_inner());
    Seen { visits, together, trace }
}

/// Adds turns of this one, until A has gone in so many times, or this one waits.
fn turns(schedule: &mut String, who: char, visits: u32) {
    let steps = |trace: &Trace| trace.steps.iter().map(|step| 1 + step.spins).sum::<usize>();
    for _ in 0..12 {
        let (before, longer) = (follow(schedule), format!("{schedule} {who}"));
        if before.visits == visits || steps(&follow(&longer).trace) == steps(&before.trace) {
            return;
        }
        *schedule = longer;
    }
}

#[test]
fn whoever_was_too_late_at_the_door_looks_again() {
    // B has looked so often while A is in, A takes so many steps to come out, and B looks so often again.
    for (before, out, after) in [
        (1, 2, 1),
        (2, 2, 1),
        (3, 2, 1),
        (0, 2, 1),
        (1, 2, 0),
        (2, 2, 0),
        (1, 3, 1),
        (2, 3, 1),
        (0, 3, 1),
    ] {
        let mut schedule = String::new();
        turns(&mut schedule, 'A', 1);
        schedule += &(" B".repeat(before) + &" A".repeat(out) + &" B".repeat(after));
        turns(&mut schedule, 'A', 2);
        let Seen { visits, trace, .. } = follow(&(schedule + " B B B B B B"));
        let last = trace.steps.iter().rfind(|step| step.thread == 2);
        assert!(
            visits < 2 || last.is_none_or(|step| only_looks(step.operation)),
            "B saw the door open, but A was in first. Now B rattles at it; it should look again.\n\n{trace}"
        );
    }
}

#[test]
fn however_often_somebody_is_too_late_they_go_on_waiting() {
    for looks in [0, 1, 2] {
        let mut schedule = String::new();
        for visit in 1..MANY {
            turns(&mut schedule, 'A', visit);
            turns(&mut schedule, 'B', MANY);
            schedule += &(" A A".to_string() + &" B".repeat(looks));
        }
        let Seen { visits, together, .. } = follow(&schedule);
        assert!(
            !together,
            "A came out and went in again so quickly that B was too late, and B tried again, and so on. \
             In the end B did not wait any more: when A was in for the {visits}th time, so was B"
        );
    }
}

#[test]
fn a_loop_that_waits_tells_the_processor_so() {
    let verdict = few_interruptions().check(|| read(2, 1, |_| {}));
    // If two were in together, other tests say so.
    let Verdict::Holds(explored) = verdict else { return };
    let unhinted = explored.unhinted_spins();
    assert!(
        unhinted <= 1,
        "whoever waits looks again and again, and never says `hint::spin_loop()` in between: \
         {unhinted} looks in one run repeated the one before"
    );
}

#[test]
fn a_lock_is_locked_from_acquire_to_release() {
    interleave::model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "nobody is in, but the lock is locked");
            lock.acquire();
            assert!(lock.locked(), "somebody is in, but the lock is not locked");
            lock.release();
        }
        assert!(!lock.locked(), "nobody is in, but the lock is locked");
    });
}

#[test]
fn each_map_room_has_a_lock_of_its_own() {
    interleave::model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        lock.acquire();
        assert!(!other.locked(), "somebody is in another map room");
        other.acquire();
        lock.release();
        assert!(other.locked(), "somebody has come out of another map room");
    });
}
