//! rejected: assertion — a writer of a thread that panics only tries the lock, and leaves its lines behind if the log is busy
//! by: a_thread_that_panics_while_the_log_is_busy_leaves_nothing_behind

use interleave::sync::Mutex;

pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

pub struct Writer<'a, T> {
    log: &'a Log<T>,
    held: Vec<T>,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T> Log<T> {
    pub fn new() -> Self {
        Log { lines: Mutex::new(Vec::new()) }
    }

    pub fn writer(&self) -> Writer<'_, T> {
        Writer { log: self, held: Vec::new() }
    }

    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl<T> Writer<'_, T> {
    pub fn write(&mut self, line: T) {
        self.held.push(line);
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
        if !self.held.is_empty() {
            self.log.lines.lock().unwrap().append(&mut self.held);
        }
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        if !interleave::thread::panicking() {
            self.flush();
        } else if !self.held.is_empty()
            && let Ok(mut lines) = self.log.lines.try_lock()
        {
            lines.append(&mut self.held);
        }
    }
}
