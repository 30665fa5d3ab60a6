//! `std::sync::Barrier`, modelled: no thread continues before all have arrived.

use std::fmt;
use std::panic::Location;

use crate::machine::entry::perform;
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::machine::object::{Shape, State};
use crate::machine::request::{Request, Wait};
use crate::machine::site::Site;
use crate::machine::states;
use crate::trace::Operation;

/// Std's [`Barrier`](std::sync::Barrier), modelled.
///
/// Continuing from an open barrier is no choice of the search, and needs no letter in a schedule, because no thread
/// can tell it from continuing later.
pub struct Barrier {
    stamp: Stamp,
    wanted: usize,
}

/// What [`Barrier::wait`] returns.
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier that opens when `n` threads have arrived; works in a `static`. With 0, it lets every thread through
    /// at once, as with 1.
    pub const fn new(n: usize) -> Self {
        Barrier { stamp: Stamp::new(), wanted: n }
    }

    /// Waits until all have arrived. The last thread to arrive is the leader; then the barrier is closed again.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let location = Location::caller();
        let opens = perform(
            |execution, _| {
                let object = self.register(execution, location);
                Request::new(Operation::BarrierWait, object, location)
            },
            |execution, thread| {
                let object = self.register(execution, location);
                execution.come_to_barrier(thread, object, location)
            },
        );
        let Some(times) = opens else { return BarrierWaitResult(true) };
        perform(
            |execution, _| {
                let object = self.register(execution, location);
                let leave = Request::new(Operation::BarrierLeave, object, location);
                leave.reads_only().waits(Wait::Opened(times))
            },
            |execution, thread| {
                let object = self.register(execution, location);
                let step =
                    execution.step(Site::new(thread, object, location), Operation::BarrierLeave);
                execution.record(step);
                let known = execution.barrier(object).opened[times as usize - 1].clone();
                execution.threads[thread].knowledge.join(&known);
                execution.threads[thread].reads.makes_progress();
            },
        );
        BarrierWaitResult(false)
    }

    fn register(&self, execution: &mut Execution, location: &'static Location<'static>) -> u32 {
        let barrier = || states::Barrier { wanted: self.wanted, ..Default::default() };
        execution
            .register(&self.stamp, "Barrier", Shape::Hidden, location, || State::Barrier(barrier()))
    }
}

impl Execution {
    fn barrier(&mut self, object: u32) -> &mut states::Barrier {
        let State::Barrier(barrier) = &mut self.objects[object as usize].state else {
            unreachable!("a barrier is registered as one")
        };
        barrier
    }

    /// Returns the opening at which the thread can continue, unless it has opened the barrier itself.
    fn come_to_barrier(
        &mut self,
        thread: usize,
        object: u32,
        location: &'static Location<'static>,
    ) -> Option<u32> {
        self.threads[thread].reads.makes_progress();
        let barrier = self.barrier(object);
        let is_last = barrier.here.len() + 1 >= barrier.wanted;
        let operation = if is_last { Operation::BarrierOpen } else { Operation::BarrierWait };
        let step = self.step(Site::new(thread, object, location), operation);
        let step = self.record(step);
        let known = self.threads[thread].knowledge.clone();
        let barrier = self.barrier(object);
        barrier.here.push((thread, step));
        barrier.arrived.join(&known);
        if !is_last {
            return Some(barrier.opened.len() as u32 + 1);
        }
        barrier.here.clear();
        let all = std::mem::take(&mut barrier.arrived);
        barrier.opened.push(all.clone());
        self.threads[thread].knowledge.join(&all);
        None
    }
}

impl BarrierWaitResult {
    /// Whether this thread arrived last: of the threads that continue together, exactly one did.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.is_leader()).finish()
    }
}
