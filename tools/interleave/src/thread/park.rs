//! Going to sleep until somebody says otherwise.

use std::panic::Location;

use super::Thread;
use crate::execution::{RawStep, perform};
use crate::pending::{NO_OBJECT, Pending, Wait, token};
use crate::trace::Operation;

/// Sleeps until the thread's token is there, and uses it up, as [`std::thread::park`].
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn park() {
    let location = Location::caller();
    perform(
        |_, thread| Pending::new(Operation::Park, token(thread), location).waits(Wait::Token),
        |execution, thread| {
            let step = execution.step(thread, Operation::Park, NO_OBJECT, location);
            execution.record(step);
            let me = &mut execution.threads[thread];
            if let Some((knowledge, strong)) = me.token.take() {
                me.knowledge.join(&knowledge);
                me.strong.join(&strong);
            }
            me.reads.acted();
        },
    );
}

impl Thread {
    /// Leaves the thread its token, and wakes it if it is parked.
    ///
    /// # Panics
    ///
    /// Panics outside the model that the thread belongs to.
    #[track_caller]
    pub fn unpark(&self) {
        let location = Location::caller();
        perform(
            |execution, _| {
                assert!(
                    execution.number == self.execution,
                    "this handle belongs to a thread of an earlier execution"
                );
                Pending::new(Operation::Unpark, token(self.index), location)
            },
            |execution, thread| {
                let step = execution.step(thread, Operation::Unpark, NO_OBJECT, location);
                execution.record(RawStep { target: Some(self.index), ..step });
                let me = &mut execution.threads[thread];
                me.reads.acted();
                let (knowledge, strong) = (me.knowledge.clone(), me.strong);
                let token = &mut execution.threads[self.index].token;
                let (known, known_strong) = token.get_or_insert_default();
                known.join(&knowledge);
                known_strong.join(&strong);
            },
        );
    }
}
