//! right: other types that are neither, only `Send`, and only `Sync`

use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::RwLockReadGuard;
use std::sync::mpsc::Receiver;

pub struct Picture {
    handle: u32,
}

pub struct Window {
    handle: u32,
    _mark: PhantomData<Rc<()>>,
}

pub struct Sketch {
    handle: u32,
    _mark: PhantomData<Receiver<()>>,
}

pub struct Printer {
    handle: u32,
    _mark: PhantomData<RwLockReadGuard<'static, u8>>,
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
