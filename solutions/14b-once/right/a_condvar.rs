//! right: no lock is held while the action runs, and a destructor wakes the waiters

use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    running: Mutex<bool>,
    ended: Condvar,
}

struct End<'a>(&'a Once);

impl Drop for End<'_> {
    fn drop(&mut self) {
        *self.0.running.lock().unwrap() = false;
        self.0.ended.notify_all();
    }
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_done.load(SeqCst) {
            return;
        }
        let mut running = self.running.lock().unwrap();
        while *running {
            running = self.ended.wait(running).unwrap();
        }
        if self.is_done.load(SeqCst) {
            return;
        }
        *running = true;
        drop(running);
        let _end = End(self);
        action();
        self.is_done.store(true, SeqCst);
    }

    pub fn is_completed(&self) -> bool {
        self.is_done.load(SeqCst)
    }
}
