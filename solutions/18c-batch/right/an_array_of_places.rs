//! right: eight places and a count, emptied in order

use interleave::sync::Mutex;

pub struct Log<T> {
    lines: Mutex<Vec<T>>,
}

pub struct Writer<'a, T> {
    log: &'a Log<T>,
    held: [Option<T>; BATCH],
    count: usize,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T> Log<T> {
    pub fn new() -> Self {
        Log { lines: Mutex::new(Vec::new()) }
    }

    pub fn writer(&self) -> Writer<'_, T> {
        Writer { log: self, held: [const { None }; BATCH], count: 0 }
    }

    pub fn take(&self) -> Vec<T> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl<T> Writer<'_, T> {
    pub fn write(&mut self, line: T) {
        self.held[self.count] = Some(line);
        self.count += 1;
        if self.count == BATCH {
            self.flush();
        }
    }

    pub fn write_all(&mut self, lines: impl IntoIterator<Item = T>) {
        for line in lines {
            self.write(line);
        }
    }

    pub fn flush(&mut self) {
        if self.count == 0 {
            return;
        }
        let held = self.held.iter_mut().filter_map(Option::take);
        self.log.lines.lock().unwrap().extend(held);
        self.count = 0;
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
