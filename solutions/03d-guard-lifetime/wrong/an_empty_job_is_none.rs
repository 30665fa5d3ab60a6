//! rejected: assertion — an empty text stands for "no job", so an empty job is taken and lost
//! by: a_job_can_be_any_text

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
        let job = self.jobs.lock().unwrap().pop_front().unwrap_or_default();
        if job.is_empty() {
            return false;
        }
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
