//! Rust types around a C drawing library. To the compiler, each is just a number, and numbers can go anywhere.
//!
//! A field of type `std::marker::PhantomData<T>` takes up no space, and makes the compiler treat the struct as if it
//! held a `T`.

/// A finished picture, which never changes. Any thread may have it, and several may look at it at once.
pub struct Picture {
    handle: u32,
}

/// A window. Every call, even one that only reads, must come from the thread that opened it.
// TODO: must not be sent to another thread, and must not be shared with one.
pub struct Window {
    handle: u32,
}

/// An unfinished sketch. One thread may hand it over to another. But the library has no lock, so two threads must
/// never use it at the same time.
// TODO: may be sent, but must not be shared.
pub struct Sketch {
    handle: u32,
}

/// The right to use the printer. Any thread may ask how far along it is. But the right must be given back, by dropping
/// this, on the thread that got it.
// TODO: may be shared, but must not be sent.
pub struct Printer {
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

impl Window {
    /// The window that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Window { handle }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Sketch {
    /// The sketch that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Sketch { handle }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}

impl Printer {
    /// The printer that the library knows by this number.
    pub fn new(handle: u32) -> Self {
        Printer { handle }
    }

    /// The number.
    pub fn handle(&self) -> u32 {
        self.handle
    }
}
