//! rejected: deadlock — a writer acquires the lock once, and keeps it
//! by: a_flush_of_nothing_takes_no_walk (assertion), a_line_that_an_iterator_writes_itself_is_not_lost, a_thread_that_panics_leaves_nothing_behind (assertion), a_thread_that_panics_while_the_log_is_busy_leaves_nothing_behind (assertion), eight_lines_take_one_walk (assertion), how_many_lines_an_iterator_announces_does_not_matter (assertion), lines_can_be_of_any_type, no_more_than_seven_lines_are_held_back, while_an_iterator_is_asked_for_a_line_the_log_is_free_and_up_to_date

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
