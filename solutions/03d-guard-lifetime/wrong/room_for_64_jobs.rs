//! rejected: deadlock — the 65th `add` waits for a printer
//! by: a_thousand_jobs_come_out_in_order

use interleave::sync::Mutex;
use interleave::sync::mpsc::{Receiver, SyncSender, sync_channel};

pub struct Queue {
    end: SyncSender<String>,
    next: Mutex<Receiver<String>>,
    jammed: Mutex<Vec<String>>,
}

impl Default for Queue {
    fn default() -> Self {
        let (end, next) = sync_channel(64);
        Queue { end, next: Mutex::new(next), jammed: Mutex::new(Vec::new()) }
    }
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.end.send(job.to_owned()).unwrap();
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let jammed = self.jammed.lock().unwrap().pop();
        let next = jammed.or_else(|| self.next.lock().unwrap().try_recv().ok());
        let Some(job) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            self.jammed.lock().unwrap().push(job);
        }
        printed
    }
}
