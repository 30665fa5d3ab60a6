//! right: `Printer` is marked by a raw pointer, and promises that it may be shared

use std::cell::Cell;
use std::marker::PhantomData;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
    _mark: PhantomData<*const ()>,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<Cell<()>>,
}

pub struct Printer {
    handle: u32,
    _mark: PhantomData<*const ()>,
}

// SAFETY: a shared `Printer` only hands out its number, which never changes.
unsafe impl Sync for Printer {}

impl Picture {
    pub fn new(handle: u32) -> Self {
        Picture { handle }
    }

    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Window {
    pub fn new(handle: u32) -> Self {
        Window { handle, _mark: PhantomData }
    }

    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Sketch {
    pub fn new(handle: u32) -> Self {
        Sketch { handle, _mark: PhantomData }
    }

    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Printer {
    pub fn new(handle: u32) -> Self {
        Printer { handle, _mark: PhantomData }
    }

    pub fn handle(&self) -> u32 {
        self.handle
    }
}
