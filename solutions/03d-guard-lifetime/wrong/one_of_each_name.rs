//! rejected: assertion — a jammed job is not put back when one of the same name is in the queue
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
        let mut jobs = self.jobs.lock().unwrap();
        if !jobs.contains(&job) {
            jobs.push_front(job);
        }
    }
}
