//! rejected: assertion — a raw pointer refuses both, which is too much for the sketch and for the printer
//! by: a_sketch_is_send_but_not_sync, a_printer_is_sync_but_not_send

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
    _mark: PhantomData<*const ()>,
}

pub struct Printer {
    handle: u32,
    _mark: PhantomData<*const ()>,
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
