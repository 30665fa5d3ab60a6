//! rejected: assertion — the job that was there when it asked can be gone when it takes it
//! by: one_of_two_printers_gets_the_only_job

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
        if self.jobs.lock().unwrap().is_empty() {
            return false;
        }
        let job = self.jobs.lock().unwrap().pop_front().unwrap();
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
