//! What a run looked like, as plain data: threads, objects and steps, and the failure that ended it.
//!
//! This is the format of the snapshots under `lessons/*/traces`, so it's versioned: see [`FORMAT`].

mod belief;
mod failure;
mod kind;
mod operation;
pub mod schedule;
mod tree;
pub mod type_names;
mod worlds;

use serde::{Deserialize, Serialize};

pub use belief::Belief;
pub use failure::{Failure, Waiting};
pub use kind::{FailureKind, UnknownKind};
pub use operation::Operation;
pub use schedule::Schedule;
pub use tree::{Choice, Ending, Node, Schedules};
pub use worlds::{Outcome, Parting, World, Worlds};

/// The version of the JSON that [`Counterexample`] and [`Trace`] are written as.
pub const FORMAT: u32 = 2;

/// One run: its threads, what they shared, and every step in the order in which it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// The version of this format; [`FORMAT`] when it was written.
    pub version: u32,
    /// The threads, in the order they were spawned. The first is the one that the closure itself ran on.
    pub threads: Vec<Thread>,
    /// The objects that the threads shared, in the order of their first use.
    pub objects: Vec<Object>,
    /// The steps, in the order in which they happened.
    pub steps: Vec<Step>,
    /// Set when the run took place in a world in which this is true, and not in ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub belief: Option<Belief>,
}

/// A thread of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// `main`, the name given to its builder, or `A`, `B`, `C` in the order of spawning.
    pub name: String,
}

/// Something the threads share: an atomic, a lock, a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What the source calls it, or its type with a number if the source doesn't say.
    pub name: String,
    /// The type, as std spells it: `AtomicU64`, `Mutex`, `UnsafeCell`.
    pub kind: String,
    /// The value before the first step, if it can be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
}

/// One operation by one thread on one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which thread took the step: an index into [`Trace::threads`].
    pub thread: usize,
    /// What it did.
    pub operation: Operation,
    /// Which object it acted on: an index into [`Trace::objects`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<usize>,
    /// Which thread it was about, for spawn, join and unpark: an index into [`Trace::threads`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<usize>,
    /// The value that it read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// The value that it left behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrote: Option<String>,
    /// The memory ordering, for atomics and fences; of a failed exchange, the failure ordering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordering: Option<String>,
    /// Set when the value read was not the newest one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<Stale>,
    /// The steps of other threads that released what this one acquires, the latest first: indices into the steps.
    /// Pictures draw an arrow for each.
    ///
    /// Set on an atomic's load or read-modify-write, and on a fence, that acquires. The other end is the store,
    /// read-modify-write or fence that released; in a release sequence, the step that begins it. Releases that the
    /// thread already knew of are left out. So is a swap or a `fetch_or` that leaves the value as it is, because it
    /// is a failed attempt.
    ///
    /// Empty if the order of the steps is the point: in a failure of the order phase that isn't a data race, in the
    /// tree of all schedules, and, in a replay without weak memory, between two steps that are both `SeqCst`.
    /// Locks, joins and channels synchronize as well, but have no arrows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synchronizes_with: Vec<usize>,
    /// Set when the thread had to wait before it could take this step: the first step that was taken meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waited_since: Option<usize>,
    /// How often the thread had looked before, when it spun until the value changed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub spins: usize,
    /// The threads it woke, for notifying and the like, as indices into [`Trace::threads`]: empty if none slept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub woke: Option<Vec<usize>>,
    /// The step that woke this thread, if it had been asleep until then: an index into the steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub woken_by: Option<usize>,
    /// The lock that waiting on a condvar releases: an index into [`Trace::objects`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock: Option<usize>,
    /// The value that a futex wait wants to find.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// How long it may last at most, or what the clock showed: `5 ms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The place in the source.
    pub location: Location,
    /// Why this step matters, in words: `overwrites what B stored`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A read of a value that had been overwritten already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// The newest value, which the read missed.
    pub newest: String,
    /// The index of the step that stored the newest value.
    pub stored_by: usize,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file, with forward slashes, relative to the package where possible.
    pub file: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The text of the line, trimmed; empty if the file could not be read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A run that fails, and everything needed to explain it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterexample {
    /// What went wrong.
    pub failure: Failure,
    /// Which phase of the search found it.
    pub phase: Phase,
    /// What is to blame: the order of the steps, or the memory ordering.
    pub cause: Cause,
    /// How often a thread was interrupted although it could have continued.
    pub preemptions: usize,
    /// How many executions were tried, this one included.
    pub executions: u64,
    /// The schedule of this run: replaying it fails in the same way.
    pub schedule: Schedule,
    /// The steps that lead to the failure.
    pub trace: Trace,
}

/// The two phases of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Every read sees the newest value: sequential consistency.
    Order,
    /// A read may see any value that the memory orderings still allow.
    Memory,
}

/// What is to blame for a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The order of the steps: it fails even with `SeqCst` everywhere.
    OrderOfSteps,
    /// The memory ordering: with `SeqCst` everywhere this run could not have happened.
    MemoryOrdering,
}
