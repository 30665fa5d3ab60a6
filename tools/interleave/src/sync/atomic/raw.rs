//! The 64-bit atomic inside every atomic, and the orderings that do not exist.

use std::cell::Cell;
use std::panic::Location;
use std::sync::atomic::Ordering;

use crate::machine::atomic::Atomic;
use crate::machine::entry::{self, perform};
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::machine::memory::releases;
use crate::machine::object::{Shape, State};
use crate::machine::request::{Idle, NO_OBJECT, Request};
use crate::machine::site::Site;
use crate::trace::Operation;

/// An atomic of 64 bits, whatever its type is outside.
pub(super) struct RawAtomic {
    stamp: Stamp,
    initial: u64,
    kind: &'static str,
    shape: Shape,
}

impl RawAtomic {
    pub(super) const fn new(initial: u64, kind: &'static str, shape: Shape) -> Self {
        RawAtomic { stamp: Stamp::new(), initial, kind, shape }
    }

    pub(super) fn register(
        &self,
        execution: &mut Execution,
        location: &'static Location<'static>,
    ) -> u32 {
        self.register_as(self.initial, execution, location)
    }

    /// The same for an atomic whose first value was not known when it was made.
    pub(super) fn register_as(
        &self,
        initial: u64,
        execution: &mut Execution,
        location: &'static Location<'static>,
    ) -> u32 {
        execution.register(&self.stamp, self.kind, self.shape, location, || {
            State::Atomic(Atomic::starting_at(initial))
        })
    }

    #[track_caller]
    fn perform<R>(
        &self,
        operation: Operation,
        idle: Idle,
        effect: impl FnOnce(&mut Execution, Site) -> R,
    ) -> R {
        let location = Location::caller();
        let object = Cell::new(NO_OBJECT);
        perform(
            |execution, _| {
                object.set(self.register(execution, location));
                let request = Request::new(operation, object.get(), location);
                if operation == Operation::Load { request.reads_only() } else { request.idle(idle) }
            },
            |execution, thread| effect(execution, Site { thread, object: object.get(), location }),
        )
    }

    #[track_caller]
    pub(super) fn load(&self, order: Ordering) -> u64 {
        check_read(order, "load");
        self.perform(Operation::Load, Idle::Never, |e, at| e.load(at, order))
    }

    #[track_caller]
    pub(super) fn store(&self, value: u64, order: Ordering) {
        assert!(
            !matches!(order, Ordering::Acquire | Ordering::AcqRel),
            "there is no such thing as an {} store",
            if order == Ordering::Acquire { "acquire" } else { "acquire-release" },
        );
        self.perform(Operation::Store, Idle::Never, |e, at| e.store(at, value, order));
    }

    /// Replaces the value by what `change` makes of it. If that were generic, the code of all that an access does would be
    /// there for each operation of each type: two thirds more code in the whole explorer.
    #[track_caller]
    pub(super) fn update(
        &self,
        op: Operation,
        order: Ordering,
        change: &dyn Fn(u64) -> u64,
    ) -> u64 {
        self.perform(op, Idle::Never, |e, at| e.read_modify_write(at, op, order, change))
    }

    #[track_caller]
    pub(super) fn swap(&self, value: u64, order: Ordering) -> u64 {
        // A swap that releases publishes something, so its order matters whatever it stores.
        let idle = if releases(order) { Idle::Never } else { Idle::IfValueIs(value) };
        self.perform(Operation::Swap, idle, |e, at| {
            e.read_modify_write(at, Operation::Swap, order, &|_| value)
        })
    }

    #[track_caller]
    pub(super) fn compare_exchange(
        &self,
        values: (u64, u64),
        orders: (Ordering, Ordering),
        weak: bool,
    ) -> Result<u64, u64> {
        check_read(orders.1, "failure ordering");
        let idle = Idle::UnlessValueIs(values.0);
        let operation =
            if weak { Operation::CompareExchangeWeak } else { Operation::CompareExchange };
        self.perform(operation, idle, |e, at| e.compare_exchange(at, values, orders, weak))
    }

    /// The value without a step: for `Debug`, and for a caller with exclusive access. `None` until the first
    /// operation in an execution, and outside a model.
    pub(super) fn peek(&self) -> Option<u64> {
        if entry::current().is_null() {
            return None;
        }
        entry::with(|execution, _| {
            let object = self.stamp.index(execution.number)?;
            Some(execution.newest_value(object))
        })
    }

    /// The value, wherever it is kept just now.
    pub(super) fn value(&self) -> u64 {
        self.peek().unwrap_or(self.initial)
    }

    /// Moves the value back inside, so that it can be borrowed; the next use registers the atomic again.
    pub(super) fn settle(&mut self) -> &mut u64 {
        self.initial = self.value();
        self.forget();
        &mut self.initial
    }

    /// Makes the next use register the atomic again.
    pub(super) fn forget(&mut self) {
        self.stamp.forget();
    }
}

/// Refuses an ordering that releases, because a load releases nothing.
#[track_caller]
fn check_read(order: Ordering, what: &str) {
    assert!(
        !matches!(order, Ordering::Release | Ordering::AcqRel),
        "there is no such thing as {} {what}",
        if order == Ordering::Release { "a release" } else { "an acquire-release" },
    );
}
