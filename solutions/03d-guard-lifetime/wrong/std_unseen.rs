//! rejected: assertion — the explorer sees nothing of std's lock, so nothing of the queue was explored
//! by: the_explorer_sees_what_the_queue_does

use std::collections::VecDeque;
use std::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let next = self.jobs.lock().unwrap().front().cloned();
        self.jobs.lock().unwrap().pop_front();
        match next {
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
