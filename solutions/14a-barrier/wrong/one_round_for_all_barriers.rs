//! rejected: assertion — all barriers number their rounds in one place
//! by: each_barrier_has_its_own_party

use interleave::sync::{Condvar, Mutex};
static ROUND: interleave::sync::atomic::AtomicUsize = interleave::sync::atomic::AtomicUsize::new(0);
use interleave::sync::atomic::Ordering::SeqCst;
pub struct Barrier {
    threads: usize,
    arrived: Mutex<usize>,
    all_here: Condvar,
}
impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads, arrived: Mutex::new(0), all_here: Condvar::new() }
    }
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut a = self.arrived.lock().unwrap();
        let mine = ROUND.load(SeqCst);
        *a += 1;
        if *a == self.threads {
            action();
            *a = 0;
            ROUND.fetch_add(1, SeqCst);
            self.all_here.notify_all();
            return true;
        }
        while ROUND.load(SeqCst) == mine {
            a = self.all_here.wait(a).unwrap();
        }
        false
    }
}
