//! right: batches go through a channel, and `take` receives them

use interleave::sync::Mutex;
use interleave::sync::mpsc::{Receiver, Sender, channel};

pub struct Log<T> {
    batches: Mutex<Receiver<Vec<T>>>,
    sender: Sender<Vec<T>>,
}

pub struct Writer<'a, T> {
    log: &'a Log<T>,
    held: Vec<T>,
}

pub const BATCH: usize = 8;

#[allow(clippy::new_without_default)]
impl<T> Log<T> {
    pub fn new() -> Self {
        let (sender, batches) = channel();
        Log { batches: Mutex::new(batches), sender }
    }

    pub fn writer(&self) -> Writer<'_, T> {
        Writer { log: self, held: Vec::new() }
    }

    pub fn take(&self) -> Vec<T> {
        self.batches.lock().unwrap().try_iter().flatten().collect()
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
            let held = std::mem::take(&mut self.held);
            self.log.sender.send(held).expect("the log has the other end");
        }
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
