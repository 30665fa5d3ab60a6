//! What can go wrong in a run, and which threads wait forever.

use serde::{Deserialize, Serialize};

use super::{Location, Operation, is_zero};

/// What went wrong in a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Failure {
    /// The closure, or a thread it waits for, panicked. An assertion that does not hold is the common case.
    Assertion {
        /// What the panic said.
        message: String,
        /// Which thread panicked.
        thread: usize,
        /// Where.
        location: Location,
    },
    /// A thread panicked, and no thread joined it.
    UnjoinedPanic {
        /// What the panic said.
        message: String,
        /// Which thread panicked.
        thread: usize,
        /// Where.
        location: Location,
    },
    /// Two accesses to one cell, at least one of them a write, that nothing orders.
    DataRace {
        /// Which cell.
        object: usize,
        /// The earlier access, as an index into the steps.
        first: usize,
        /// The later access, as an index into the steps.
        second: usize,
        /// The edge that is missing, if memory ordering is to blame.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        missing: Option<String>,
    },
    /// No thread can continue.
    Deadlock {
        /// Each thread that waits.
        waiting: Vec<Waiting>,
    },
    /// No thread can continue because a thread sleeps, on a condvar, on an address or parked, and none is left to
    /// wake it.
    LostWakeup {
        /// Each thread that waits, the sleepers among them.
        waiting: Vec<Waiting>,
    },
    /// No thread can continue, and at least one thread isn't asleep but spins, or does nothing but time out.
    Spin {
        /// Each thread that waits, the spinners among them.
        waiting: Vec<Waiting>,
    },
    /// The closure has returned, and a thread that was never joined has yet to do something.
    NeverJoined {
        /// Which thread.
        thread: usize,
        /// What it would do next.
        operation: Operation,
        /// To which object.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object: Option<usize>,
        /// Where.
        location: Location,
        /// Where it was spawned.
        spawned: Box<Location>,
    },
}

impl Failure {
    /// The threads that wait forever; none if that isn't what went wrong.
    pub fn waiting(&self) -> &[Waiting] {
        match self {
            Failure::Deadlock { waiting }
            | Failure::LostWakeup { waiting }
            | Failure::Spin { waiting } => waiting,
            Failure::Assertion { .. }
            | Failure::UnjoinedPanic { .. }
            | Failure::DataRace { .. }
            | Failure::NeverJoined { .. } => &[],
        }
    }
}

/// A thread that waits forever, and for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which thread waits.
    pub thread: usize,
    /// What it wants to do.
    pub operation: Operation,
    /// The lock or atomic that it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<usize>,
    /// The thread that it waits for: the one it joins, or the holder of the lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<usize>,
    /// The step at which the holder acquired the lock, or at which the value spun on was last set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<usize>,
    /// The first step that was taken while it waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// What has become of the thread that it waits for, if that one has ended: `has returned since`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<String>,
    /// The value a spinner keeps reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<String>,
    /// The step with which a sleeper went to sleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asleep_since: Option<usize>,
    /// The last notification before that, which found no thread asleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<usize>,
    /// The last notification since then, which woke another thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_over: Option<usize>,
    /// What a futex wait sleeps on, and what the atomic holds by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sleeps_while: Option<(String, String)>,
    /// How often its waits timed out, if it does nothing else any more.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub timeouts: usize,
    /// What it waits for and why in vain, if the above doesn't say: `to read …`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where it waits.
    pub location: Location,
}
