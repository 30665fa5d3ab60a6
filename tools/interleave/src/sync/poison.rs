//! The poison of a lock: set when a holder panics, asked for and cleared as steps, so that the search orders them.

use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{LockResult, PoisonError};

use crate::machine::entry::perform;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::Request;
use crate::machine::site::Site;
use crate::trace::Operation;

/// A number that no other look at a lock uses: see [`Reads::saw`](crate::machine::reads::Reads::saw).
const WHOLE: u64 = 8;

/// Whether a thread panicked while it held the lock.
pub(super) struct Poison(AtomicBool);

impl Poison {
    pub(super) const fn new() -> Self {
        Poison(AtomicBool::new(false))
    }

    /// A guard or the data, inside an error if the lock is poisoned.
    pub(super) fn wrap<G>(&self, guard: G) -> LockResult<G> {
        if self.is_set() { Err(PoisonError::new(guard)) } else { Ok(guard) }
    }

    /// Whether it is set, without a step: for `Debug`, and for a caller that has the lock to itself.
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Clears it, because every execution begins with a lock that is not poisoned.
    pub(super) fn renew(&self) {
        self.0.store(false, Relaxed);
    }

    /// Sets it if `panics`. Returns whether the lock became poisoned by that.
    pub(super) fn set_if(&self, panics: bool) -> bool {
        panics && !self.0.swap(true, Relaxed)
    }

    /// The step of `is_poisoned`, which changes nothing; `version` counts what has changed the lock.
    #[track_caller]
    pub(super) fn ask(
        &self,
        object: u32,
        version: fn(&mut Execution, u32) -> &mut u32,
        location: &'static Location<'static>,
    ) -> bool {
        let request = Request::new(Operation::IsPoisoned, object, location).reads_only();
        perform(
            |_, _| request,
            |execution, thread| {
                let answer = u64::from(self.is_set());
                let version = *version(execution, object);
                let reads = &mut execution.threads[thread].reads;
                let again = reads.saw(location, object, version, WHOLE + answer);
                let step =
                    execution.step(Site::new(thread, object, location), Operation::IsPoisoned);
                execution.record_look(StepRecord { read: Some(answer), ..step }, again);
                answer != 0
            },
        )
    }

    /// The step of `clear_poison`.
    #[track_caller]
    pub(super) fn clear(
        &self,
        object: u32,
        version: fn(&mut Execution, u32) -> &mut u32,
        location: &'static Location<'static>,
    ) {
        let request = Request::new(Operation::ClearPoison, object, location);
        perform(
            |_, _| request,
            |execution, thread| {
                self.renew();
                *version(execution, object) += 1;
                let step =
                    execution.step(Site::new(thread, object, location), Operation::ClearPoison);
                execution.record(step);
                execution.threads[thread].reads.makes_progress();
            },
        );
    }
}
