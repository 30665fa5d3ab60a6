//! rejected: compile — lines are copied into the log, which not all of them can be

use interleave::sync::Mutex;

pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

pub struct Writer<'a, T: Clone> {
    log: &'a Log<T>,
    held: Vec<T>,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T: Clone> Log<T> {
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

impl<T: Clone> Writer<'_, T> {
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
            self.log.lines.lock().unwrap().extend(self.held.iter().cloned());
            self.held.clear();
        }
    }
}

impl<T: Clone> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
