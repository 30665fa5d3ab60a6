//! rejected: assertion — sending a reference shares what it points to, so the sketch cannot be sent either
//! by: a_sketch_is_send_but_not_sync

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::MutexGuard;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
    _mark: PhantomData<*const ()>,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<&'static Cell<()>>,
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
