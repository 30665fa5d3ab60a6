//! What the threads of one execution share: atomics, locks and cells, as the explorer sees them.

use std::panic::Location;
use std::ptr;

use crate::machine::atomic::Atomic;
use crate::machine::clock::{Knowledge, MAX_THREADS};
use crate::machine::execution::{Execution, FailureRecord, GaveUp};
use crate::machine::fresh::{Home, Stamp};
use crate::machine::states::{Barrier, Channel, Once, RwLock};

/// An object that the running execution has met.
pub(crate) struct SharedObject {
    /// The type, as std spells it.
    pub(crate) kind: &'static str,
    /// How to show its values.
    pub(crate) shape: Shape,
    /// Where it was first used: the source line names it.
    pub(crate) first_use: &'static Location<'static>,
    /// The address of its stamp at its first use.
    pub(crate) home: usize,
    /// Set when the ends of a channel, which are made together, have been used by their own names.
    pub(crate) is_named: bool,
    pub(crate) is_dropped: bool,
    pub(crate) state: State,
    /// A hash of what was done to it, by which threads, and what they knew.
    pub(crate) history: u64,
}

pub(crate) enum State {
    Atomic(Atomic),
    Mutex(Mutex),
    Condvar(Condvar),
    Cell(Box<Cell>),
    RwLock(RwLock),
    Barrier(Barrier),
    Once(Once),
    Channel(Box<Channel>),
    /// Its state is kept with the other end of the channel.
    Sender,
}

/// How to read a value of 64 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Bool,
    Unsigned,
    Signed,
    Pointer,
    /// The explorer doesn't know the values of cells, nor what a lock guards unless it is a number.
    Hidden,
}

impl Shape {
    /// A value in words.
    pub(crate) fn show(self, value: u64) -> String {
        match self {
            Shape::Bool => (value != 0).to_string(),
            Shape::Unsigned => value.to_string(),
            Shape::Signed => (value as i64).to_string(),
            Shape::Pointer if value == 0 => "null".into(),
            Shape::Pointer => format!("{value:#x}"),
            Shape::Hidden => String::new(),
        }
    }
}

#[derive(Default)]
pub(crate) struct Mutex {
    /// The value that it guards before its first use, if that can be shown.
    pub(crate) initial: Option<u64>,
    pub(crate) holder: Option<usize>,
    /// Whether the holder has yet to take the step that acquires it, because it was handed over.
    pub(crate) is_handed_over: bool,
    /// The step that acquired it, while it is held.
    pub(crate) taken: usize,
    /// What the last holder passes on to the next.
    pub(crate) released: Knowledge,
    /// Counts the critical sections that wrote: a thread that polls under the lock waits for the next.
    pub(crate) version: u32,
}

impl Mutex {
    /// Whether the thread, which wants the lock, can acquire it.
    pub(crate) fn is_free_for(&self, thread: usize) -> bool {
        match self.holder {
            None => true,
            Some(holder) => self.is_handed_over && holder == thread,
        }
    }
}

/// The threads that sleep on it, in the order in which they went to sleep, and the lock that they released.
#[derive(Default)]
pub(crate) struct Condvar {
    pub(crate) sleepers: Vec<usize>,
    pub(crate) lock: Option<u32>,
    /// The notification that the next wait consumes, where notifications are remembered.
    pub(crate) remembered: Option<usize>,
}

/// The last write and each thread's last read, by step and by clock, for finding data races.
#[derive(Default)]
pub(crate) struct Cell {
    pub(crate) write: Option<Access>,
    pub(crate) reads: [Option<Access>; MAX_THREADS],
    /// How often it has been written: a thread that polls it waits for the next write.
    pub(crate) version: u64,
}

impl Cell {
    pub(crate) fn accesses(&self) -> impl Iterator<Item = &Access> {
        self.write.iter().chain(self.reads.iter().flatten())
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Access {
    pub(crate) thread: usize,
    /// When, by the thread's own clock.
    pub(crate) timestamp: u32,
    pub(crate) step: usize,
}

impl Execution {
    /// The number of an object, which it gets at its first use in this execution.
    pub(crate) fn register(
        &mut self,
        stamp: &Stamp,
        kind: &'static str,
        shape: Shape,
        location: &'static Location<'static>,
        state: impl FnOnce() -> State,
    ) -> u32 {
        stamp.index(self.number).unwrap_or_else(|| {
            let home = ptr::from_ref(stamp).addr();
            let index = self.add_object(kind, shape, location, home, state());
            stamp.set(self.number, index);
            index
        })
    }

    /// The same for an object with data of its own.
    ///
    /// # Safety
    ///
    /// `inside` points to the value in the object, and nothing has borrowed from that value in this execution
    /// before it is registered.
    pub(crate) unsafe fn register_with_data<T: ?Sized>(
        &mut self,
        home: &Home,
        kind: &'static str,
        location: &'static Location<'static>,
        (inside, size_of_plain): (*mut T, impl Fn(*mut T) -> Option<usize>),
        shape: Shape,
        state: impl FnOnce() -> State,
    ) -> u32 {
        if let Some(index) = home.index(self.number) {
            return index;
        }
        let index = self.objects.len() as u32;
        // SAFETY: *a place of its own*: the caller's promise.
        let renewed = unsafe { home.renew(inside, size_of_plain, self.number, index) };
        if !renewed {
            self.fail(FailureRecord::GaveUp(GaveUp::MadeOutside { kind }));
        }
        self.add_object(kind, shape, location, ptr::from_ref(home).addr(), state())
    }

    fn add_object(
        &mut self,
        kind: &'static str,
        shape: Shape,
        first_use: &'static Location<'static>,
        home: usize,
        state: State,
    ) -> u32 {
        let (is_named, is_dropped) = (false, false);
        self.objects.push(SharedObject {
            kind,
            shape,
            first_use,
            home,
            is_named,
            is_dropped,
            state,
            history: 0,
        });
        self.objects.len() as u32 - 1
    }
}
