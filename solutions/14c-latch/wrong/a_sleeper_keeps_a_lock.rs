//! rejected: assertion — a waiter sleeps with a lock that `is_open` takes
//! by: counting_down_waits_for_no_sleeper, each_latch_has_its_own_count (lost_wakeup), no_waiter_goes_on_before_the_last_count_down (lost_wakeup)

use interleave::sync::{Condvar, Mutex};

pub struct Latch {
    count: Mutex<usize>,
    platform: Mutex<()>,
    opened: Condvar,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        Latch { count: Mutex::new(count), platform: Mutex::new(()), opened: Condvar::new() }
    }

    pub fn count_down(&self) {
        let mut count = self.count.lock().unwrap();
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.opened.notify_all();
        }
    }

    pub fn is_open(&self) -> bool {
        let _one_at_a_time = self.platform.lock().unwrap();
        *self.count.lock().unwrap() == 0
    }

    pub fn wait(&self) {
        let _one_at_a_time = self.platform.lock().unwrap();
        drop(self.opened.wait_while(self.count.lock().unwrap(), |count| *count > 0).unwrap());
    }
}
