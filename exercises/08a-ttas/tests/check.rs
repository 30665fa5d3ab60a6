//! Sends readers to the map room, and watches what those do who wait.

use interleave::cell::Cell;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use interleave::trace::{Failure, Operation, Step, Trace};
use interleave::{Checker, ReplayError, SearchError, Verdict, thread};
use ttas::BinaryLock;

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

/// Whether the step only looked, or gave way to others.
fn only_looks(step: &Step) -> bool {
    matches!(step.operation, Operation::Load | Operation::Yield | Operation::Fence)
        || matches!(step.operation, Operation::Sleep | Operation::Now)
}

#[test]
fn whoever_waits_looks_and_does_not_rattle_at_the_door() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        // Nobody comes out any more, so this reader waits for ever.
        thread::scope(|s| s.spawn(|| lock.acquire()).join().unwrap());
    });
    let Verdict::Fails(found) = verdict else {
        panic!("somebody was in the map room, and another reader went in");
    };
    let Failure::Spin { waiting } = &found.failure else { panic!("\n{found}") };
    let tries: usize = found
        .trace
        .steps
        .iter()
        .filter(|step| step.thread == 1 && !only_looks(step))
        .map(|step| 1 + step.spins)
        .sum();
    let next = waiting.iter().find(|waiting| waiting.thread == 1).map(|waiting| waiting.operation);
    let looks_next = next.is_none_or(|next| {
        matches!(next, Operation::Load | Operation::Yield | Operation::Fence | Operation::Sleep)
    });
    assert!(
        looks_next && tries <= 1,
        "the door is locked, and A rattles at it again and again. \
         To wait, A should look through the window: only a load changes nothing.\n\n{}",
        found.trace
    );
}

#[test]
fn two_readers_are_never_in_the_map_room_together() {
    interleave::model(|| read(2, 1, MapRoom::study));
}

#[test]
fn nor_are_they_when_they_come_again() {
    // Bounded here and below, so that weak exchanges and loops without a hint do not take minutes.
    Checker::new().order_only().max_preemptions(2).model(|| read(2, 2, |_| {}));
}

#[test]
fn nor_are_two_of_three() {
    Checker::new().order_only().max_preemptions(2).model(|| read(3, 1, |_| {}));
}

#[test]
fn everybody_who_waits_gets_in() {
    Checker::new().order_only().max_preemptions(2).model(|| {
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

/// A goes in, out, and in again; B wants to go in as well. They take turns as the letters say. Returns what happened,
/// as far as they could follow.
fn follow(schedule: &str) -> Trace {
    let run = Checker::new().try_replay(schedule, || {
        let (lock, map) = (BinaryLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                map.store(1, SeqCst);
                lock.release();
                lock.acquire();
                map.store(2, SeqCst);
            });
            s.spawn(|| lock.acquire());
        });
    });
    match run {
        Ok(run) => run.trace,
        Err(ReplayError::Fails(found)) => found.trace,
        Err(ReplayError::Search(SearchError::Schedule { run, .. })) => *run,
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

/// Adds turns of A's until it has used the map so many times.
fn until_a_is_in(schedule: &str, times: usize) -> String {
    let mut schedule = schedule.to_string();
    for _ in 0..8 {
        let is_map = |step: &&Step| step.thread == 1 && step.operation == Operation::Store;
        let trace = follow(&schedule);
        let maps = trace.steps.iter().filter(is_map);
        let maps = maps.filter(|step| step.object.is_some_and(|o| trace.objects[o].name == "map"));
        if maps.count() == times {
            break;
        }
        schedule += " A";
    }
    schedule
}

#[test]
fn whoever_was_too_late_at_the_door_looks_again() {
    // B has looked so often while A is in, and so often after A has come out. Then A goes in again.
    for (before, after) in [(1, 1), (2, 1), (3, 1), (0, 1), (1, 0), (2, 0)] {
        let schedule = until_a_is_in("", 1) + &" B".repeat(before) + " A" + &" B".repeat(after);
        let trace = follow(&(until_a_is_in(&schedule, 2) + " B B B B B B"));
        let in_again = trace.steps.iter().rposition(|step| step.thread == 1);
        let last = trace.steps.iter().rfind(|step| step.thread == 2);
        let a_is_in = in_again.is_some_and(|at| trace.steps[at].wrote.as_deref() == Some("2"));
        assert!(
            !a_is_in || last.is_none_or(only_looks),
            "B saw the door open, but A was in first. Now B rattles at it; it should look again.\n\n{trace}"
        );
    }
}

#[test]
fn a_loop_that_waits_tells_the_processor_so() {
    let verdict = Checker::new().order_only().max_preemptions(2).check(|| read(2, 1, |_| {}));
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
