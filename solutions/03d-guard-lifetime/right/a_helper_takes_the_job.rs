//! right: a helper takes the job, so that its guard ends with it

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        match self.take() {
            Some(job) if print(&job) => true,
            Some(job) => {
                self.put_back(job);
                false
            }
            None => false,
        }
    }

    fn take(&self) -> Option<String> {
        self.jobs.lock().unwrap().pop_front()
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
