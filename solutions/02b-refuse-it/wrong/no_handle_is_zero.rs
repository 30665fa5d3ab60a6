//! rejected: assertion — a handle of 0 panics
//! by: any_number_is_still_a_valid_handle

use std::cell::Cell;
use std::num::NonZeroU32;
use std::marker::PhantomData;
use std::sync::MutexGuard;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: NonZeroU32,
    _mark: PhantomData<*const ()>,
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
        Window { handle: NonZeroU32::new(handle).unwrap(), _mark: PhantomData }
    }

    pub fn handle(&self) -> u32 {
        self.handle.get()
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
