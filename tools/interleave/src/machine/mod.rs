//! One execution: its threads and objects, which thread can go, and what each step does. It knows of no search.
//!
//! - **Running.** Threads come in by `entry`. `scheduler` says whose turn it is, and asks `choose` where there is a choice;
//!   `stacks` are the coroutines. `execution` is the state, with the records of what was done: `explain` reads them.
//!   `blame` says whom a failure is about, `hook` keeps panics quiet, `heartbeat` shows that a thread still takes steps.
//! - **Threads.** `thread_state` is one, a `thread_set` several. A `request` is what a thread wants to do next, at a `site`;
//!   `enabled` says whether it can.
//! - **Objects.** `object` is anything that threads share, `states` are those of locks and channels. `fresh` puts back what
//!   outlives an execution, and `peek` looks at what a lock guards.
//! - **Memory.** `memory` carries out what is done to an `atomic`. `visible` says which of its stores may be read, and
//!   `pruning` which of these are worth a try. `clock` is what a thread knows, and `sc_order` the order of `SeqCst` operations.
//!   `counts` and `counted` are the handles of an `Arc`.
//! - **Waiting.** `reads` knows a waiting loop by what its thread has read, `spin` lets it go when that has changed, and
//!   `probe` finds out whether it gives up by itself. `timed_waits` are sleepers and the clock, `looks` those who watch the clock.
//!   `loops` is what is learned of them for the next execution.

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
