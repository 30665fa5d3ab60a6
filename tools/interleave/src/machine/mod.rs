//! One execution: its threads and objects, who can go, and what each step does.
//!
//! Its threads come in by `entry`, `scheduler` says whose turn it is, and `execution` is its state, with an `actor`
//! for each thread and an `object` for each thing that they share; `states` are those of the larger ones. What a
//! thread wants next is `pending`, and `ready` says whether it can go; a `mask` is a set of threads. `memory`
//! carries out what is done to an `atomic`, `visible` says which of its stores may be read, `single` keeps the
//! order of `SeqCst` operations, `clock` who knows of what, `counts` the handles of each `Arc`, and `counted` what a
//! change of these does once it is a step. `reads` knows a waiting loop by what a thread has read, `spin`
//! lets spinners go, `naps` sleepers, and `looks` those who watch the clock; `loops` keeps what is known of them for the
//! next execution. `stacks` are those of its threads, and `watch` notices a thread that takes no step any more. `fresh` puts back what outlives an execution,
//! `peek` looks at what a lock guards, and
//! `hook` keeps panics quiet.

pub(crate) mod atomic;
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
pub(crate) mod plain;
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
pub(crate) mod values;
mod visible;
