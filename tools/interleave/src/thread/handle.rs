//! A thread's handle, and its identity.

use std::num::NonZeroU64;

use crate::machine::entry;
use crate::machine::execution::Execution;

/// A handle to a model thread, as [`std::thread::Thread`].
#[derive(Clone, Debug)]
pub struct Thread {
    pub(super) execution: u64,
    pub(super) index: usize,
    name: Option<String>,
}

/// Tells threads apart, as [`std::thread::ThreadId`], even across executions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadId(u64, usize);

/// The calling thread.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn current() -> Thread {
    entry::with(|execution, thread| {
        execution.note_use(thread, None);
        Thread::new(execution, thread)
    })
}

impl Thread {
    pub(super) fn new(execution: &Execution, index: usize) -> Self {
        let name = match index {
            0 => Some("main".into()),
            _ => execution.threads.get(index).and_then(|t| t.name.clone()),
        };
        Thread { execution: execution.number, index, name }
    }

    /// The thread's identifier.
    pub fn id(&self) -> ThreadId {
        ThreadId(self.execution, self.index)
    }

    /// The name given to its [`Builder`](super::Builder); `main` for the closure's own thread.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// A small number that is this thread's own within its execution: the closure's thread is 1, the first one
    /// spawned is 2. Std has no such method; lessons that record an owner need it.
    pub fn number(&self) -> NonZeroU64 {
        NonZeroU64::MIN.saturating_add(self.index as u64)
    }
}
