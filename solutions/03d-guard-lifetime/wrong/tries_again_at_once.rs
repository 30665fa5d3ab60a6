//! rejected: assertion — a jammed job is tried again in the same call
//! by: a_job_that_jams_2000_times_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_call_tries_one_job_once

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
        let printed = print(&job) || print(&job);
        if !printed {
            self.put_back(job);
        }
        printed
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
