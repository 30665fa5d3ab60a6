//! What all handles on one value share: its counts, and how each operation changes them, as in std's source.

use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::machine::atomic::Atomic;
use crate::machine::counts::Change;
use crate::machine::entry::{self, at_once, perform};
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::machine::object::{Shape, State};
use crate::machine::request::{Idle, NO_OBJECT, Request};
use crate::machine::site::Site;
use crate::trace::{Operation, type_names};

type Place = &'static Location<'static>;

/// The counts of a value. They are plain numbers in atomics, because all model threads run on one thread of the system.
pub(super) struct Shared {
    made_at: Place,
    strong: AtomicUsize,
    weak: AtomicUsize,
    /// As a silent count, and as the two objects that take steps.
    silent: Stamp,
    strong_object: Stamp,
    weak_object: Stamp,
    /// Whether the value is being dropped by a thread that might not have been the last.
    is_contested: AtomicBool,
    /// The value's address, if the program has a pointer to it; or zero.
    pub(super) address: AtomicUsize,
}

/// Which of the two counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Strong,
    Weak,
}

/// What `make_mut` must do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MakeMut {
    /// Nothing: the handle is the only one.
    Lends,
    /// The value moves to another place: the handle is the only strong one.
    Moves,
    /// The value is cloned: other strong handles share it.
    Clones,
}

impl MakeMut {
    fn of(is_only: bool, moves: bool) -> Self {
        match (is_only, moves) {
            (true, true) => MakeMut::Moves,
            (true, false) => MakeMut::Lends,
            (false, _) => MakeMut::Clones,
        }
    }
}

const NOTHING: Change = Change { looks: false, changes: false, releases: false, is_last: false };
const LOOKS: Change = Change { looks: true, ..NOTHING };
const CHANGES: Change = Change { changes: true, ..NOTHING };

impl Shared {
    pub(super) fn new(strong: usize, made_at: Place) -> Self {
        Shared {
            made_at,
            strong: AtomicUsize::new(strong),
            weak: AtomicUsize::new(0),
            silent: Stamp::new(),
            strong_object: Stamp::new(),
            weak_object: Stamp::new(),
            is_contested: AtomicBool::new(false),
            address: AtomicUsize::new(0),
        }
    }

    /// One more strong handle.
    pub(super) fn clone_strong(&self, place: Place) {
        if !self.is_silent(CHANGES) {
            let change = |n| n + 1;
            self.step(
                Which::Strong,
                Operation::Clone,
                Idle::Counts { down: false },
                place,
                |e, at| e.count(at, Operation::Clone, Ordering::Relaxed, &change),
            );
        }
        self.strong.fetch_add(1, Ordering::Relaxed);
    }

    /// One strong handle fewer. If it was the last, the thread acquires what the others have released.
    pub(super) fn drop_strong(&self, place: Place) {
        let is_last = self.strong() == 1;
        let change = Change { releases: true, is_last, ..CHANGES };
        if !self.is_silent(change) {
            self.less(Operation::Drop, place);
        }
        self.strong.fetch_sub(1, Ordering::Relaxed);
    }

    /// The same, for a caller that learns whether it was the last.
    pub(super) fn drop_for_value(&self, place: Place) -> bool {
        let change = Change { looks: true, changes: true, releases: true, is_last: false };
        if !self.is_silent(change) {
            self.less(Operation::FetchSub, place);
        }
        self.strong.fetch_sub(1, Ordering::Relaxed) == 1
    }

    fn less(&self, operation: Operation, place: Place) {
        self.step(Which::Strong, operation, Idle::Counts { down: true }, place, |e, at| {
            // A fence in std's source: it acquires, but only if the count comes down to zero.
            let is_last = e.newest_value(at.object) == 1;
            let ordering = if is_last { Ordering::AcqRel } else { Ordering::Release };
            e.count(at, operation, ordering, &|n| n - 1)
        });
    }

    /// Takes the handle out of the count, if it is the only one.
    pub(super) fn try_unwrap(&self, place: Place) -> bool {
        let is_only = self.strong() == 1;
        let change = Change { changes: is_only, ..LOOKS };
        let unwraps = if self.is_silent(change) {
            is_only
        } else {
            let operation = Operation::CompareExchange;
            self.step(Which::Strong, operation, Idle::UnlessValueIs(1), place, |e, at| {
                let failed = Operation::CompareExchangeFailed;
                let orders = (Ordering::Acquire, Ordering::Relaxed);
                e.exchange_count(at, (1, 0), orders, (operation, failed))
            })
        };
        if unwraps {
            self.strong.store(0, Ordering::Relaxed);
        }
        unwraps
    }

    /// Whether a handle is the only one, and may lend the value out.
    pub(super) fn is_unique(&self, place: Place) -> bool {
        if self.is_silent(LOOKS) {
            return self.strong() == 1 && self.weak() == 0;
        }
        let weak = at_once(|e, _| self.object(e, Which::Weak));
        self.look(Which::Strong, Operation::Swap, Ordering::Acquire, place) == 1
            && at_once(|e, thread| {
                e.acquire_count(thread, weak);
                e.newest_value(weak) == 0
            })
    }

    /// Whether the value may be changed in place, must be cloned, or moves because weak handles lose it.
    pub(super) fn make_mut(&self, place: Place) -> MakeMut {
        let is_only = self.strong() == 1;
        let moves = is_only && self.weak() > 0;
        let change = Change { changes: moves, ..LOOKS };
        let result = if self.is_silent(change) {
            MakeMut::of(is_only, moves)
        } else {
            let weak = at_once(|e, _| self.object(e, Which::Weak));
            let (done, failed) =
                (Operation::CompareExchangeWeak, Operation::CompareExchangeWeakFailed);
            self.step(Which::Strong, done, Idle::UnlessValueIs(1), place, |e, at| {
                // One operation in std's source as well, except to threads that hold only weak handles.
                let to = if e.newest_value(weak) > 0 { 0 } else { 1 };
                let orders = (Ordering::Acquire, Ordering::Relaxed);
                let is_only = e.exchange_count(at, (1, to), orders, (done, failed));
                if is_only {
                    e.acquire_count(at.thread, weak);
                }
                MakeMut::of(is_only, is_only && to == 0)
            })
        };
        if result == MakeMut::Moves {
            self.strong.store(0, Ordering::Relaxed);
        }
        result
    }

    pub(super) fn strong_count(&self, place: Place) -> usize {
        if self.is_silent(LOOKS) {
            return self.strong();
        }
        self.look(Which::Strong, Operation::Load, Ordering::Relaxed, place) as usize
    }

    pub(super) fn weak_count(&self, place: Place) -> usize {
        if self.is_silent(LOOKS) {
            return self.weak();
        }
        self.look(Which::Weak, Operation::Load, Ordering::Relaxed, place) as usize
    }

    /// One more strong handle, if the value is still there.
    pub(super) fn upgrade(&self, place: Place) -> bool {
        let there = self.strong() > 0;
        let upgrades = if self.is_silent(Change { changes: there, ..LOOKS }) {
            there
        } else {
            let operation = Operation::FetchAdd;
            self.step(Which::Strong, operation, Idle::IfValueIs(0), place, |e, at| {
                let there = e.newest_value(at.object) > 0;
                if there {
                    e.count(at, operation, Ordering::Acquire, &|n| n + 1);
                } else {
                    e.look_at_count(at, operation);
                }
                there
            })
        };
        if upgrades {
            self.strong.fetch_add(1, Ordering::Relaxed);
        }
        upgrades
    }

    /// Records that the value of `new_cyclic` is there now.
    pub(super) fn complete(&self, place: Place) {
        if !self.is_silent(Change { releases: true, ..CHANGES }) {
            self.step(Which::Strong, Operation::Store, Idle::Never, place, |e, at| {
                e.count(at, Operation::Store, Ordering::Release, &|n| n + 1)
            });
        }
        self.strong.store(1, Ordering::Relaxed);
    }

    /// One more weak handle.
    pub(super) fn add_weak(&self, operation: Operation, place: Place) {
        if !self.is_silent(CHANGES) {
            let is_clone = operation == Operation::Clone;
            let ordering = if is_clone { Ordering::Relaxed } else { Ordering::Acquire };
            self.step(Which::Weak, operation, Idle::Counts { down: false }, place, |e, at| {
                e.count(at, operation, ordering, &|n| n + 1)
            });
        }
        self.weak.fetch_add(1, Ordering::Relaxed);
    }

    /// One weak handle fewer.
    pub(super) fn drop_weak(&self, place: Place) {
        if !self.is_silent(CHANGES) {
            let idle = Idle::Counts { down: false };
            self.step(Which::Weak, Operation::Drop, idle, place, |e, at| {
                e.count(at, Operation::Drop, Ordering::Release, &|n| n - 1)
            });
        }
        self.weak.fetch_sub(1, Ordering::Relaxed);
    }

    /// The value has been dropped.
    pub(super) fn ends(&self) {
        if self.is_contested.swap(false, Ordering::Relaxed) && !entry::current().is_null() {
            entry::with(|execution, thread| execution.threads[thread].destroys -= 1);
        }
    }

    /// Changes the counts without a step, if that suffices. Outside a model it does.
    fn is_silent(&self, change: Change) -> bool {
        if entry::current().is_null() {
            return true;
        }
        at_once(|execution, thread| {
            if execution.counts_are_steps {
                return false;
            }
            let contested = execution.change_counts(thread, &self.silent, change);
            if contested && !execution.counts_are_steps {
                execution.threads[thread].destroys += 1;
                self.is_contested.store(true, Ordering::Relaxed);
            }
            !execution.counts_are_steps
        })
    }

    fn strong(&self) -> usize {
        self.strong.load(Ordering::Relaxed)
    }

    fn weak(&self) -> usize {
        self.weak.load(Ordering::Relaxed)
    }

    fn object(&self, execution: &mut Execution, which: Which) -> u32 {
        let (stamp, kind, count) = match which {
            Which::Strong => (&self.strong_object, type_names::ARC, self.strong()),
            Which::Weak => (&self.weak_object, type_names::WEAK, self.weak()),
        };
        execution.register(stamp, kind, Shape::Unsigned, self.made_at, || {
            State::Atomic(Atomic::starting_at(count as u64))
        })
    }

    /// A look at a count, which in the memory phase may be out of date.
    fn look(&self, which: Which, operation: Operation, ordering: Ordering, place: Place) -> u64 {
        let object = at_once(|execution, _| self.object(execution, which));
        let also = self.also(operation);
        perform(
            |_, _| Request::new(operation, object, place).reads_only().also(also),
            |execution, thread| {
                execution.load_count(Site { thread, object, location: place }, operation, ordering)
            },
        )
    }

    /// The second object of an operation that checks for weak handles as well.
    fn also(&self, operation: Operation) -> u32 {
        if matches!(operation, Operation::Swap | Operation::CompareExchangeWeak) {
            at_once(|execution, _| self.object(execution, Which::Weak))
        } else {
            NO_OBJECT
        }
    }

    fn step<R>(
        &self,
        which: Which,
        operation: Operation,
        idle: Idle,
        place: Place,
        effect: impl FnOnce(&mut Execution, Site) -> R,
    ) -> R {
        let object = at_once(|execution, _| self.object(execution, which));
        let also = self.also(operation);
        perform(
            |_, _| Request::new(operation, object, place).idle(idle).also(also),
            |execution, thread| effect(execution, Site { thread, object, location: place }),
        )
    }
}
