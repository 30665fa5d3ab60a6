//! A log that threads write lines to, one lock for each line.

use interleave::sync::Mutex;

/// Lines from several writers.
pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

/// Writes lines to a log, for one thread.
pub struct Writer<'a, T> {
    log: &'a Log<T>,
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
        Writer { log: self }
    }

    /// Takes all lines that are in the log, in order.
    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl<T> Writer<'_, T> {
    /// Writes a line, now or later.
    // TODO: acquire the lock once for each batch.
    pub fn write(&mut self, line: T) {
        self.log.lines.lock().unwrap().push(line);
    }

    /// Writes all lines that this yields.
    pub fn write_all(&mut self, lines: impl IntoIterator<Item = T>) {
        for line in lines {
            self.write(line);
        }
    }

    /// Puts into the log what has been held back.
    pub fn flush(&mut self) {}
}
