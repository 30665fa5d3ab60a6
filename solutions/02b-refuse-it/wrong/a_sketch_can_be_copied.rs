//! rejected: assertion — each of two threads can have a copy of the sketch
//! by: nothing_that_a_thread_must_have_alone_can_be_copied

#![allow(unused_imports)]

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::MutexGuard;

/// A finished picture, which never changes. Any thread may have it.
pub struct Picture {
    handle: u32,
}

impl Picture {
    /// The picture that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Picture { handle }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

/// A window. Every call must come from the thread that opened it.
pub struct Window {
    handle: u32,
    _threads: PhantomData<*const ()>,
}

impl Window {
    /// The window that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Window { handle, _threads: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

/// A sketch in the making. May be sent, not shared.
pub struct Sketch {
    handle: u32,
    _own: PhantomData<CopyCell>,
}

impl Sketch {
    /// The sketch that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Sketch { handle, _own: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Clone for Sketch {
    fn clone(&self) -> Self {
        Sketch { handle: self.handle, _own: PhantomData }
    }
}

impl Copy for Sketch {}

/// The right to use the printer. May be shared, not sent.
pub struct Printer {
    handle: u32,
    _threads: PhantomData<MutexGuard<'static, ()>>,
}

impl Printer {
    /// The printer that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Printer { handle, _threads: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

struct CopyCell(Cell<()>);
