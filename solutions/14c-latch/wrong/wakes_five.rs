//! rejected: lost_wakeup — the last call wakes five of the waiters, however many there are
//! by: fourteen_waiters_all_go_on

use interleave::sync::{Condvar, Mutex};
pub struct Latch {
    count: Mutex<usize>,
    opened: Condvar,
}
impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { count: Mutex::new(count), opened: Condvar::new() }
    }
    pub fn count_down(&self) {
        let mut count = self.count.lock().unwrap();
        *count = count.saturating_sub(1);
        if *count == 0 {
            for _ in 0..5 {
                self.opened.notify_one();
            }
        }
    }
    pub fn is_open(&self) -> bool {
        *self.count.lock().unwrap() == 0
    }
    pub fn wait(&self) {
        drop(self.opened.wait_while(self.count.lock().unwrap(), |count| *count > 0).unwrap());
    }
}
