//! rejected: deadlock — a writer acquires the lock once, and keeps it
//! by: x

use interleave::sync::{Mutex, MutexGuard};

pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

pub struct Writer<'a, T> {
    lines: MutexGuard<'a, Vec<T>>,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T> Log<T> {
    pub fn new() -> Self {
        Log { lines: Mutex::new(Vec::new()) }
    }

    pub fn writer(&self) -> Writer<'_, T> {
        Writer { lines: self.lines.lock().unwrap() }
    }

    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl<T> Writer<'_, T> {
    pub fn write(&mut self, line: T) {
        self.lines.push(line);
    }

    pub fn write_all(&mut self, lines: impl IntoIterator<Item = T>) {
        self.lines.extend(lines);
    }

    pub fn flush(&mut self) {}
}
