//! What acquiring and releasing a lock does to the execution.

use std::panic::Location;

use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::{self, State};
use crate::machine::reads::{FREE, HELD};
use crate::machine::site::Site;
use crate::machine::thread_state::ThreadState;
use crate::machine::timed_waits::WaitNote;
use crate::trace::Operation;

impl Execution {
    pub(crate) fn mutex(&mut self, object: u32) -> &mut object::Mutex {
        let State::Mutex(mutex) = &mut self.objects[object as usize].state else {
            unreachable!("a lock is registered as one")
        };
        mutex
    }

    fn mutex_and_thread(
        &mut self,
        object: u32,
        thread: usize,
    ) -> (&mut object::Mutex, &mut ThreadState) {
        let State::Mutex(mutex) = &mut self.objects[object as usize].state else {
            unreachable!("a lock is registered as one")
        };
        (mutex, &mut self.threads[thread])
    }

    /// The thread acquires the lock; `woken_by` is the notification that ended its sleep, if one did.
    pub(in crate::sync) fn take(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        read: Option<u64>,
        woken_by: Option<usize>,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        let wait = WaitNote { woken_by, ..WaitNote::default() };
        let step = self.record(StepRecord { read, wait, ..step });
        let (mutex, me) = self.mutex_and_thread(object, thread);
        debug_assert!(mutex.is_free_for(thread), "a lock is held by one thread");
        mutex.holder = Some(thread);
        mutex.is_handed_over = false;
        mutex.taken = step;
        me.knowledge.join(&mutex.released);
        me.reads.took(object);
        // Only now: before this step, nothing blocked the other threads.
        self.hold_up(thread, object, step);
    }

    pub(super) fn find_held(
        &mut self,
        thread: usize,
        object: u32,
        location: &'static Location<'static>,
    ) {
        let version = self.mutex(object).version;
        self.threads[thread].reads.saw(location, object, version, HELD);
        let step = self.step(Site::new(thread, object, location), Operation::TryLockFailed);
        self.record(step);
    }

    pub(super) fn give_back(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        changed: bool,
        value: Option<u64>,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        self.record(StepRecord { wrote: value, ..step });
        let version = self.set_free(thread, object, changed);
        // A critical section that changed nothing may be part of a loop that polls.
        let reads = &mut self.threads[thread].reads;
        if changed {
            reads.makes_progress()
        } else {
            _ = reads.saw(location, object, version, FREE)
        }
    }

    /// Frees the lock, and publishes what the thread knows. Returns how many holders have changed something by now.
    pub(in crate::sync) fn set_free(&mut self, thread: usize, object: u32, changed: bool) -> u32 {
        let next = self.next_holder(object);
        let step = self.steps.len() - 1;
        let (mutex, me) = self.mutex_and_thread(object, thread);
        mutex.holder = next;
        mutex.is_handed_over = next.is_some();
        if mutex.is_handed_over {
            mutex.taken = step;
        }
        mutex.released.clone_from(&me.knowledge);
        mutex.version += u32::from(changed);
        mutex.version
    }
}
