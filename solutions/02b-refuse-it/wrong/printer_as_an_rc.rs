//! rejected: assertion — an `Rc` cannot be sent, and cannot be shared either
//! by: a_printer_is_sync_but_not_send

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
    _mark: PhantomData<Rc<()>>,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<Cell<()>>,
}

pub struct Printer {
    handle: u32,
    _mark: PhantomData<Rc<()>>,
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
