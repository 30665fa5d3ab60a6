//! Vector clocks and views: what a thread knows about the others' steps and about the newest stores.

/// How many threads one model can have, the closure's own included.
pub(crate) const MAX_THREADS: usize = 16;

// Each needs a letter in schedules.
const _: () = assert!(MAX_THREADS <= crate::trace::schedule::LETTERS);

/// A vector clock: for each thread, up to which of its steps is known to have happened.
#[derive(Clone, Copy, Default)]
pub(crate) struct Clock([u32; MAX_THREADS]);

impl Clock {
    pub(crate) fn join(&mut self, other: &Clock) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }

    pub(crate) fn tick(&mut self, thread: usize) {
        self.0[thread] += 1;
    }

    pub(crate) fn of(&self, thread: usize) -> u32 {
        self.0[thread]
    }

    pub(crate) fn raise(&mut self, thread: usize, to: u32) {
        self.0[thread] = self.0[thread].max(to);
    }

    /// Whether `other` knows everything that this clock knows.
    pub(crate) fn is_within(&self, other: &Clock) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| mine <= theirs)
    }

    /// Whether this clock knows of everything that `other` knows of; thread `me` knows of its own steps anyway.
    pub(crate) fn covers(&self, other: &Clock, me: usize) -> bool {
        (0..MAX_THREADS).all(|t| t == me || self.0[t] >= other.0[t])
    }
}

/// For each atomic, the timestamp of the oldest store that may still be read: earlier ones are surely overwritten.
///
/// Objects are numbered from zero in each execution; an object that isn't in the list is at its initial store.
#[derive(Clone, Default)]
pub(crate) struct View(Vec<u64>);

impl View {
    pub(crate) fn join(&mut self, other: &View) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(*theirs);
        }
    }

    pub(crate) fn of(&self, object: usize) -> u64 {
        self.0.get(object).copied().unwrap_or(0)
    }

    pub(crate) fn raise(&mut self, object: usize, timestamp: u64) {
        if self.0.len() <= object {
            self.0.resize(object + 1, 0);
        }
        self.0[object] = self.0[object].max(timestamp);
    }
}

/// What a thread knows, and what a store or an unlock publishes.
#[derive(Default)]
pub(crate) struct Knowledge {
    /// Happens-before by the orderings that the program declares.
    pub(crate) clock: Clock,
    /// Happens-before if every ordering were `SeqCst`.
    pub(crate) strong: Clock,
    /// Which stores are out of date.
    pub(crate) view: View,
}

impl Clone for Knowledge {
    fn clone(&self) -> Self {
        Knowledge { clock: self.clock, strong: self.strong, view: self.view.clone() }
    }

    fn clone_from(&mut self, other: &Self) {
        self.clock = other.clock;
        self.strong = other.strong;
        self.view.0.clone_from(&other.view.0);
    }
}

impl Knowledge {
    /// Counts a step of the thread itself.
    pub(crate) fn tick(&mut self, thread: usize) {
        self.clock.tick(thread);
        self.strong.tick(thread);
    }

    pub(crate) fn clear(&mut self) {
        self.clock = Clock::default();
        self.strong = Clock::default();
        self.view.0.clear();
    }

    pub(crate) fn join(&mut self, other: &Knowledge) {
        self.clock.join(&other.clock);
        self.strong.join(&other.strong);
        self.view.join(&other.view);
    }
}
