//! Printers take jobs from a queue, and go on when the paper jams.

use std::collections::VecDeque;

use interleave::sync::Mutex;

/// Print jobs, first come, first served.
#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
}

impl Queue {
    /// Adds a job at the end.
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    /// Tries to print the next job, once. `print` returns whether it came out; if the paper jams, the job goes back to
    /// the front. Returns whether a job was printed.
    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        // A statement of its own: the guard is dropped at its end, so no thread waits for the lock during `print`.
        let next = self.jobs.lock().unwrap().pop_front();
        let Some(job) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            self.put_back(job);
        }
        printed
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
