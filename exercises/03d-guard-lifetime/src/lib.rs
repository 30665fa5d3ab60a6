//! Printers take jobs from a queue, and stop forever when the paper jams.

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
    // TODO: release the lock before `print`, and before any thread needs it again.
    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        match self.jobs.lock().unwrap().pop_front() {
            Some(job) if print(&job) => true,
            Some(job) => {
                self.put_back(job);
                false
            }
            None => false,
        }
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
