//! right: every waiter leaves its handle and a flag of its own, and parks until its flag is set

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, Thread};

pub struct Barrier {
    threads: usize,
    here: Mutex<Vec<(Thread, Arc<AtomicBool>)>>,
}

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier { threads, here: Mutex::new(Vec::new()) }
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut here = self.here.lock().unwrap();
        if here.len() + 1 == self.threads {
            let others = std::mem::take(&mut *here);
            drop(here);
            action();
            for (thread, go) in others {
                go.store(true, Release);
                thread.unpark();
            }
            return true;
        }
        let go = Arc::new(AtomicBool::new(false));
        here.push((thread::current(), Arc::clone(&go)));
        drop(here);
        while !go.load(Acquire) {
            thread::park();
        }
        false
    }
}
