//! right: the guard has a name, and is dropped before `print`

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
        let mut jobs = self.jobs.lock().unwrap();
        let Some(job) = jobs.pop_front() else {
            return false;
        };
        drop(jobs);
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
