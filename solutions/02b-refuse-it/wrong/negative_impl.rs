//! rejected: compile — `impl !Send` isn't stable yet; a marker field is

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::MutexGuard;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<Cell<()>>,
}

pub struct Printer {
    handle: u32,
    _mark: PhantomData<MutexGuard<'static, ()>>,
}

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
        Window { handle }
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

impl !Send for Window {}
impl !Sync for Window {}
