//! right: the last call fills a `OnceLock`, and `wait` waits for that

use interleave::sync::{Mutex, OnceLock};

pub struct Latch {
    needed: usize,
    reports: Mutex<usize>,
    open: OnceLock<()>,
}

impl Latch {
    pub fn new(count: usize) -> Self {
        let open = OnceLock::new();
        if count == 0 {
            let _ = open.set(());
        }
        Latch { needed: count, reports: Mutex::new(0), open }
    }

    pub fn count_down(&self) {
        let mut reports = self.reports.lock().unwrap();
        if *reports == self.needed {
            return;
        }
        *reports += 1;
        if *reports == self.needed {
            let _ = self.open.set(());
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.get().is_some()
    }

    pub fn wait(&self) {
        self.open.wait();
    }
}
