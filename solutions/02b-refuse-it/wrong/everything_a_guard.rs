//! rejected: assertion — a guard may be shared, and then so may the window; and the sketch cannot be sent
//! by: a_window_is_neither_send_nor_sync, a_sketch_is_send_but_not_sync

use std::marker::PhantomData;
use std::sync::MutexGuard;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
    _mark: PhantomData<MutexGuard<'static, ()>>,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<MutexGuard<'static, ()>>,
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
