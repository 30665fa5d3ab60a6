//! Finds the release that each acquire reads: the arrows of a picture.
//!
//! The arrows are computed from the steps, once a run has been recorded. A thread's clock says which steps of the
//! others it knows of. Only an arrow that adds to the clock is drawn, so a flag that is read ten times has one.
//! Spawning, joining and mutexes are followed as well. Anything else that orders steps isn't followed, so an arrow
//! may be drawn that adds nothing. That is no mistake, because what it says is true.

use std::collections::HashMap;

use crate::machine::clock::Clock;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::memory::{acquires, releases};
use crate::machine::object::State;
use crate::machine::request::ObjectId;
use crate::trace::Operation;

/// The releases that a step acquires, the latest first.
pub(super) type Arrows = Vec<Vec<usize>>;

/// Finds the arrows of each step of the run.
pub(super) fn of(execution: &Execution) -> Arrows {
    let mut walk = Walk {
        threads: execution.threads.iter().map(|_| Follower::default()).collect(),
        known: Vec::with_capacity(execution.steps.len()),
        sequences: HashMap::new(),
        unlocked: HashMap::new(),
    };
    let steps = execution.steps.iter().enumerate();
    steps.map(|(index, step)| walk.take(execution, index, step)).collect()
}

/// Whether both ends of an arrow are `SeqCst`: in a run that isn't about orderings, these would be everywhere.
pub(super) fn is_plain(execution: &Execution, from: usize, to: usize) -> bool {
    let strongest =
        |step: usize| execution.steps[step].ordering == Some(std::sync::atomic::Ordering::SeqCst);
    strongest(from) && strongest(to)
}

/// Whether a swap found a lock's flag set already: what it acquires by way of the holder's own swap is of no use to it.
fn is_vain_try(step: &StepRecord) -> bool {
    matches!(step.operation, Operation::Swap | Operation::FetchOr) && step.read == step.wrote
}

/// What the walk knows about one thread.
#[derive(Default)]
struct Follower {
    clock: Clock,
    /// The thread's last fence that releases: relaxed stores after it publish what the thread knew there.
    fence: Option<usize>,
    /// What its relaxed loads have read, for a fence to acquire.
    unacquired: Vec<usize>,
}

struct Walk {
    threads: Vec<Follower>,
    /// What each step's thread knew once the step was taken, the thread, and the step's own time.
    known: Vec<(Clock, usize, u32)>,
    /// By the step that stored: the steps that released in the release sequence of its store.
    sequences: HashMap<usize, Vec<usize>>,
    /// What the last holder of each mutex knew.
    unlocked: HashMap<ObjectId, Clock>,
}

impl Walk {
    fn take(&mut self, execution: &Execution, index: usize, step: &StepRecord) -> Vec<usize> {
        let me = step.thread;
        self.threads[me].clock.tick(me);
        let time = self.threads[me].clock.of(me);
        let found = match step.ordering {
            Some(_) if !is_vain_try(step) => self.acquired_by(step),
            _ => Vec::new(),
        };
        let arrows = self.news(me, &found);
        for &from in &found {
            self.threads[me].clock.join(&self.known[from].0);
        }
        self.join_otherwise(execution, step);
        self.known.push((self.threads[me].clock, me, time));
        self.hand_on(index, step);
        arrows
    }

    /// All releases that the step acquires.
    fn acquired_by(&mut self, step: &StepRecord) -> Vec<usize> {
        let acquires = step.ordering.is_some_and(acquires);
        if step.operation == Operation::Fence {
            return match acquires {
                true => std::mem::take(&mut self.threads[step.thread].unacquired),
                false => Vec::new(),
            };
        }
        let read = step.reads_from.and_then(|store| self.sequences.get(&store)).cloned();
        let read = read.unwrap_or_default();
        if acquires {
            return read;
        }
        self.threads[step.thread].unacquired.extend(read);
        Vec::new()
    }

    /// The releases from which the thread learns something, the latest first: it may make an earlier one known.
    fn news(&self, me: usize, found: &[usize]) -> Vec<usize> {
        let mut found = found.to_vec();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        let mut clock = self.threads[me].clock;
        found.retain(|&from| {
            let (known, thread, time) = &self.known[from];
            let is_news = *thread != me && clock.of(*thread) < *time;
            clock.join(known);
            is_news
        });
        found
    }

    /// Follows what joining and acquiring a mutex teach a thread, and what spawning and unlocking pass on.
    fn join_otherwise(&mut self, execution: &Execution, step: &StepRecord) {
        let me = step.thread;
        match (step.operation, step.target) {
            (Operation::Spawn, Some(child)) if child < self.threads.len() => {
                let clock = self.threads[me].clock;
                self.threads[child].clock.join(&clock);
            }
            (Operation::Join, Some(child)) if child < self.threads.len() => {
                let clock = self.threads[child].clock;
                self.threads[me].clock.join(&clock);
            }
            _ => {}
        }
        let lock = step.wait.lock.unwrap_or(step.object);
        let object = execution.objects.get(lock as usize);
        if !object.is_some_and(|object| matches!(object.state, State::Mutex(_))) {
            return;
        }
        if matches!(step.operation, Operation::Lock | Operation::TryLock) {
            if let Some(clock) = self.unlocked.get(&lock) {
                self.threads[me].clock.join(clock);
            }
        } else if step.wait.lock.is_some() || step.operation.is_drop() {
            self.unlocked.insert(lock, self.threads[me].clock);
        }
    }

    /// Notes what the step's own store publishes, or what stores after the fence will publish.
    fn hand_on(&mut self, index: usize, step: &StepRecord) {
        let Some(ordering) = step.ordering else { return };
        let thread = &mut self.threads[step.thread];
        if step.operation == Operation::Fence {
            if releases(ordering) {
                thread.fence = Some(index);
            }
            return;
        }
        if step.wrote.is_none() {
            return;
        }
        let own = if releases(ordering) { Some(index) } else { thread.fence };
        // A read-modify-write continues the release sequence of the store that it read.
        let continued = step.reads_from.and_then(|store| self.sequences.get(&store)).cloned();
        let sequence = continued.unwrap_or_default().into_iter().chain(own).collect();
        self.sequences.insert(index, sequence);
    }
}
