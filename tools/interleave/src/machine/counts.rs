//! The counts of an `Arc`: silent while their order makes no difference, and steps once it does.
//!
//! Most programs can't tell in which order their handles are cloned and dropped. So at first, a count changes at
//! once where the program says so, and that isn't a step. The explorer only records which thread knows of which
//! change, by the declared orderings. This shows whether the order mattered:
//!
//! - the program looks at the count, and a change happens neither before the look nor after it;
//! - the last handle is dropped, a drop by another thread doesn't happen before that, and the destructor of the
//!   value takes a step: the other thread might have taken it instead;
//! - the same, and the thread takes a step afterwards: it has acquired what the other thread released, and might
//!   not have.
//!
//! Each of these shows in some execution that is explored, whatever the order in it. In all of them, the same
//! handles are dropped by the time the same steps have been taken, and a thread that runs ahead only drops its
//! handles earlier. The search then starts again, and every change is a step like any other on an atomic: see
//! [`Execution::count`].

use crate::machine::clock::Clock;
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::trace::Operation;

/// How often a thread may look at counts, and do nothing else, before it counts as waiting for a change.
const MOST_LOOKS: u32 = 8;

/// What an execution with silent counts records of one `Arc`.
#[derive(Default)]
pub(crate) struct Counts {
    /// The threads that changed a count, and up to which of their steps.
    changed: Clock,
    /// What the drops of handles release.
    released: Clock,
    /// The threads that looked at a count, and up to which of their steps.
    seen: Clock,
}

/// What an operation does to the counts, as far as its order can matter.
#[derive(Clone, Copy)]
pub(crate) struct Change {
    /// The program learns how many handles there are.
    pub(crate) looks: bool,
    /// There are more handles afterwards, or fewer.
    pub(crate) changes: bool,
    /// It publishes what the thread knows: a handle that counts is dropped.
    pub(crate) releases: bool,
    /// It leaves no handle that counts.
    pub(crate) is_last: bool,
}

impl Execution {
    /// Changes the counts without a step. Returns whether another thread might have dropped the last handle instead.
    pub(crate) fn change_counts(&mut self, thread: usize, stamp: &Stamp, change: Change) -> bool {
        let number = self.number;
        let index = stamp.index(number).unwrap_or_else(|| {
            self.counts.push(Counts::default());
            let index = self.counts.len() as u32 - 1;
            stamp.set(number, index);
            index
        });
        let me = &mut self.threads[thread];
        let known = me.knowledge.clock;
        let counts = &mut self.counts[index as usize];
        // The change is over before the thread's next step, or its end: a thread that knows of that knows of the
        // change.
        let mut now = known;
        now.tick(thread);
        let mut matters = change.looks && !known.covers(&counts.changed, thread);
        if let Some(owed) = &me.owes {
            // One of the threads in `owed` might have done this instead.
            now.join(owed);
            matters |= change.looks || !Clock::default().covers(&counts.seen, thread);
        }
        me.looks += u32::from(change.looks);
        matters |= me.looks > MOST_LOOKS;
        matters |= change.changes && !known.covers(&counts.seen, thread);
        if change.looks {
            counts.seen.join(&now);
        }
        if change.changes {
            counts.changed.join(&now);
        }
        if change.releases {
            counts.released.join(&now);
        }
        let contested = change.is_last && !known.covers(&counts.released, thread);
        if contested {
            me.owes.get_or_insert_default().join(&counts.released);
        }
        if matters {
            self.counts_matter();
        }
        contested
    }

    /// Notes that the order in which the counts change makes a difference. From now on, and in all further
    /// executions, each change is a step.
    pub(crate) fn counts_matter(&mut self) {
        self.counts_matter |= !self.counts_are_steps;
        self.counts_are_steps = true;
    }

    /// Notes that the thread does something, or asks to. If it dropped the last handle although another thread
    /// might have, then in another order it might not do this, or might know less.
    #[inline]
    pub(crate) fn note_use(&mut self, thread: usize, operation: Option<Operation>) {
        if self.threads[thread].owes.is_some() {
            self.note_use_of_owed(thread, operation);
        }
    }

    fn note_use_of_owed(&mut self, thread: usize, operation: Option<Operation>) {
        let me = &mut self.threads[thread];
        let Some(owed) = &me.owes else { return };
        if me.destroys == 0 {
            if me.knowledge.clock.covers(owed, thread) {
                me.owes = None;
                return;
            }
            // Waiting for a thread to end uses nothing; whatever comes afterwards does.
            if operation == Some(Operation::Join) {
                return;
            }
        }
        self.counts_matter();
    }
}
