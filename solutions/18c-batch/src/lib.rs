//! A log that threads write lines to, one lock for each batch.

use interleave::sync::Mutex;

/// Lines from several writers.
pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

/// Writes lines to a log, for one thread.
pub struct Writer<'a, T> {
    log: &'a Log<T>,
    /// What isn't in the log yet: fewer than [`BATCH`] lines, between two calls.
    held: Vec<T>,
}

/// A writer may hold back one line less than this.
pub const BATCH: usize = 8;

impl<T> Log<T> {
    /// An empty log.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Log { lines: Mutex::new(Vec::new()) }
    }

    /// A writer for this log.
    pub fn writer(&self) -> Writer<'_, T> {
        Writer { log: self, held: Vec::with_capacity(BATCH) }
    }

    /// Takes all lines that are in the log, in order.
    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl<T> Writer<'_, T> {
    /// Writes a line, now or later.
    pub fn write(&mut self, line: T) {
        self.held.push(line);
        if self.held.len() == BATCH {
            self.flush();
        }
    }

    /// Writes all lines that this yields.
    pub fn write_all(&mut self, lines: impl IntoIterator<Item = T>) {
        // The lock isn't held while the iterator makes the next line.
        for line in lines {
            self.write(line);
        }
    }

    /// Puts into the log what has been held back.
    pub fn flush(&mut self) {
        if !self.held.is_empty() {
            self.log.lines.lock().unwrap().append(&mut self.held);
        }
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
