//! Sleeping on the address of an atomic, with the three functions of the `atomic-wait` crate: what mutexes and
//! condvars are built on.
//!
//! A wait may end for no reason: the search lets one wait in an execution do so. A wakeup orders nothing: what the
//! woken thread sees, it sees through the atomic. A wakeup that finds no thread asleep is lost.

use std::panic::Location;

use crate::machine::atomic::Store;
use crate::machine::entry::perform;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::{NO_OBJECT, ObjectId, Request, Wait, futex};
use crate::machine::site::Site;
use crate::machine::thread_set::bit;
use crate::machine::timed_waits::{Futex, Touches, WaitNote, Woken};
use crate::sync::atomic::AtomicU32;
use crate::trace::Operation;

/// Goes to sleep if the atomic's newest value is `value`, in one step; returns at once if it is not.
///
/// It may also return when nothing has changed, so call it in a loop that looks again.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn wait(atomic: &AtomicU32, value: u32) {
    let location = Location::caller();
    let address = std::ptr::from_ref(atomic).addr();
    let queue = perform(
        |execution, _| {
            let object = atomic.object(execution, location);
            let queue = execution.futex(address);
            Request::new(Operation::FutexWait, object, location).also(futex(queue))
        },
        |execution, thread| {
            let object = atomic.object(execution, location);
            let queue = execution.futex(address);
            let atomic = execution.atomic(object);
            let Store { timestamp, value: found, .. } = *atomic.store(atomic.newest());
            let expected = u64::from(value);
            let wait = WaitNote { expected: Some(expected), ..WaitNote::default() };
            let step = execution.step(Site::new(thread, object, location), Operation::FutexWait);
            let step = execution.record(StepRecord { read: Some(found), wait, ..step });
            if execution.in_memory_phase() {
                execution.threads[thread].knowledge.view.raise(object as usize, timestamp);
            }
            let reads = &mut execution.threads[thread].reads;
            if found != expected {
                reads.saw(location, object, timestamp, found);
                return None;
            }
            reads.makes_progress();
            execution.falls_asleep(thread, step, None);
            let futex = &mut execution.world.futexes[queue];
            futex.atomic = Some(object);
            futex.sleepers.push(thread);
            Some(queue)
        },
    );
    let Some(queue) = queue else { return };
    perform(
        |_, _| {
            let end = Request::new(Operation::FutexWait, futex(queue), location);
            end.waits(Wait::Notified).touching(Touches::WAKES)
        },
        |execution, thread| {
            // A woken thread returns without a step: the step that woke it says everything.
            if let Woken::By(_) = execution.wakes_up(thread) {
                return;
            }
            let futex = &mut execution.world.futexes[queue];
            futex.sleepers.retain(|&t| t != thread);
            let object = futex.atomic.unwrap_or(NO_OBJECT);
            let note = WaitNote::default();
            execution.record_wait(
                Site::new(thread, object, location),
                Operation::WokeSpuriously,
                note,
            );
        },
    );
}

/// Wakes one of the threads that sleep on this address, if any does. The atomic itself may be gone.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn wake_one(atomic: *const AtomicU32) {
    wake(Operation::FutexWakeOne, atomic, Location::caller());
}

/// Wakes all threads that sleep on this address. The atomic itself may be gone.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn wake_all(atomic: *const AtomicU32) {
    wake(Operation::FutexWakeAll, atomic, Location::caller());
}

fn wake(operation: Operation, atomic: *const AtomicU32, location: &'static Location<'static>) {
    perform(
        |execution, _| {
            let queue = execution.futex(atomic.addr());
            Request::new(operation, futex(queue), location)
        },
        |execution, thread| {
            let queue = execution.futex(atomic.addr());
            let object = execution.atomic_at(queue);
            let count = execution.world.futexes[queue].sleepers.len();
            let woken: Vec<usize> = if operation == Operation::FutexWakeAll {
                execution.world.futexes[queue].sleepers.drain(..).collect()
            } else if count == 0 {
                Vec::new()
            } else {
                let chosen = execution.choose(count);
                vec![execution.world.futexes[queue].sleepers.remove(chosen)]
            };
            let woke = Some(woken.iter().fold(0, |mask, &t| mask | bit(t)));
            let note = WaitNote { woke, ..WaitNote::default() };
            let by = execution.record_wait(Site::new(thread, object, location), operation, note);
            execution.threads[thread].reads.makes_progress();
            for sleeper in woken {
                execution.wake(sleeper, by, |p| Request {
                    wait: Wait::Roused,
                    object: NO_OBJECT,
                    touches: Touches::NOTHING,
                    ..p
                });
            }
        },
    );
}

impl Execution {
    /// The queue of that address.
    fn futex(&mut self, address: usize) -> usize {
        let futexes = &mut self.world.futexes;
        futexes.iter().position(|f| f.address == address).unwrap_or_else(|| {
            futexes.push(Futex { address, sleepers: Vec::new(), atomic: None });
            futexes.len() - 1
        })
    }

    /// The atomic at a queue's address, if it is known: only for the picture.
    pub(crate) fn atomic_at(&self, queue: usize) -> ObjectId {
        let futex = &self.world.futexes[queue];
        let there = |home: usize| {
            home.checked_sub(futex.address).is_some_and(|inside| inside < size_of::<AtomicU32>())
        };
        let known = self.objects.iter().rposition(|o| o.kind == "AtomicU32" && there(o.home));
        futex.atomic.or(known.map(|object| object as ObjectId)).unwrap_or(NO_OBJECT)
    }
}
