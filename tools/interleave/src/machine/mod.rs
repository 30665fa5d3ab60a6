//! One execution: its threads and objects, which threads are enabled, and what each step does.
//!
//! This module knows nothing about the search.
//!
//! - **Running.** Threads enter through `entry`. `scheduler` decides which thread runs next, and asks `choose` if
//!   there is a choice; `stacks` are the coroutines. `execution` is the state, with the records of the steps:
//!   `explain` reads them. `blame` says which thread a failure is about, `hook` keeps panics quiet, `heartbeat`
//!   shows that a thread still takes steps. `rules` says what a belief changes: it's for teaching.
//! - **Threads.** `thread_state` is one thread, a `thread_set` several. A `request` is the operation that a thread
//!   wants to take next, at a `site`; `enabled` says whether it can.
//! - **Objects.** `object` is anything that threads share, `states` are those of locks and channels. `fresh` resets
//!   objects that outlive an execution, and `peek` reads the value that a lock guards.
//! - **Memory.** `memory` carries out the operations on an `atomic`. `visible` says which of its stores an access
//!   may read, and `pruning` which of these are worth exploring. `clock` is what a thread knows, and `sc_order` the
//!   order of `SeqCst` operations. `counts` and `counted` count the handles of an `Arc`.
//! - **Waiting.** `reads` recognises a waiting loop by what its thread has read, `spin` enables the thread again
//!   once that has changed, and `probe` finds out whether the loop gives up by itself. `timed_waits` are sleepers
//!   and the clock, `looks` are threads that watch the clock. `loops` is what an execution learns about loops for
//!   the next one.

pub(crate) mod atomic;
mod blame;
pub(crate) mod choose;
pub(crate) mod clock;
mod counted;
pub(crate) mod counts;
pub(crate) mod enabled;
pub(crate) mod entry;
pub(crate) mod execution;
pub(crate) mod fresh;
pub(crate) mod heartbeat;
pub(crate) mod hook;
mod looks;
pub(crate) mod loops;
pub(crate) mod memory;
pub(crate) mod object;
pub(crate) mod peek;
pub(crate) mod probe;
mod pruning;
pub(crate) mod reads;
pub(crate) mod request;
pub(crate) mod rules;
pub(crate) mod sc_order;
pub(crate) mod scheduler;
pub(crate) mod site;
pub(crate) mod spin;
pub(crate) mod stacks;
pub(crate) mod states;
pub(crate) mod thread_set;
pub(crate) mod thread_state;
pub(crate) mod timed_waits;
mod visible;
