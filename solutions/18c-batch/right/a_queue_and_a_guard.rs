//! right: the lines are in a queue, and a `RwLock` guards the log

use std::collections::VecDeque;

use interleave::sync::RwLock;

pub struct Log<T> {
    lines: RwLock<Vec<T>>,
}

pub struct Writer<'a, T> {
    log: &'a Log<T>,
    held: VecDeque<T>,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T> Log<T> {
    pub fn new() -> Self {
        Log { lines: RwLock::new(Vec::new()) }
    }

    pub fn writer(&self) -> Writer<'_, T> {
        Writer { log: self, held: VecDeque::new() }
    }

    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.write().unwrap())
    }
}

impl<T> Writer<'_, T> {
    pub fn write(&mut self, line: T) {
        self.held.push_back(line);
        if self.held.len() == BATCH {
            self.flush();
        }
    }

    pub fn write_all(&mut self, lines: impl IntoIterator<Item = T>) {
        for line in lines {
            self.write(line);
        }
    }

    pub fn flush(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let mut lines = self.log.lines.write().unwrap();
        lines.extend(self.held.drain(..));
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
