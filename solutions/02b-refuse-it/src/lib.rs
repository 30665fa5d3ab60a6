//! Rust types around a C library for drawing, which go no further than it allows.

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::MutexGuard;

/// A finished picture, which never changes. Any thread may have it, and several may look at it at once.
pub struct Picture {
    handle: u32,
}

/// A window. Every call, even one that only reads, must come from the thread that opened it.
pub struct Window {
    handle: u32,
    /// A raw pointer is neither `Send` nor `Sync`.
    _mark: PhantomData<*const ()>,
}

/// An unfinished sketch. One thread may hand it over to another. But the library has no lock, so two threads must
/// never use it at the same time.
pub struct Sketch {
    handle: u32,
    /// A cell is `Send`, but not `Sync`.
    _mark: PhantomData<Cell<()>>,
}

/// The right to use the printer. Any thread may ask how far along it is. But the right must be given back, by dropping
/// this, on the thread that got it.
pub struct Printer {
    handle: u32,
    /// A guard is `Sync`, but not `Send`: the lock is released where it was taken.
    _mark: PhantomData<MutexGuard<'static, ()>>,
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

impl Window {
    /// The window that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Window { handle, _mark: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Sketch {
    /// The sketch that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Sketch { handle, _mark: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Printer {
    /// The printer that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Printer { handle, _mark: PhantomData }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}
