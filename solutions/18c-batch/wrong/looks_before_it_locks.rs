//! rejected: assertion — it tries first and locks then: two acquisitions for one batch
//! by: a_flush_of_nothing_takes_no_walk, a_thread_that_panics_while_the_log_is_busy_leaves_nothing_behind, a_walk_to_a_busy_log_is_still_one, after_a_flush_a_batch_begins_anew, eight_lines_take_one_walk, few_lines_at_a_time_are_gathered_too, how_many_lines_an_iterator_announces_does_not_matter

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
        if self.held.is_empty() {
            return;
        }
        if let Ok(lines) = self.log.lines.try_lock() {
            drop(lines);
        }
        self.log.lines.lock().unwrap().append(&mut self.held);
    }
}

impl<T> Drop for Writer<'_, T> {
    fn drop(&mut self) {
        self.flush();
    }
}
