//! rejected: assertion — a thread that was woken for nothing spins
//! by: a_thread_that_is_woken_for_nothing_sleeps_again

use interleave::futex;
use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

#[derive(Default)]
pub struct Once {
    state: AtomicU32,
}

struct End<'a>(&'a AtomicU32, u32);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(self.1, Release);
        futex::wake_all(self.0);
    }
}

impl Once {
    pub fn call_once(&self, action: impl FnOnce()) {
        let mut slept = false;
        loop {
            match self.state.load(Acquire) {
                2 => return,
                0 => {
                    if self.state.compare_exchange(0, 1, Acquire, Acquire).is_ok() {
                        break;
                    }
                }
                _ if !slept => {
                    futex::wait(&self.state, 1);
                    slept = true;
                }
                _ => hint::spin_loop(),
            }
        }
        let mut end = End(&self.state, 0);
        action();
        end.1 = 2;
    }

    pub fn is_completed(&self) -> bool {
        self.state.load(Acquire) == 2
    }
}
