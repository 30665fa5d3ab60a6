//! rejected: assertion — a jam is reported as a printed job
//! by: a_jammed_job_is_the_next_to_be_printed, a_job_can_be_any_text, a_job_that_jams_twice_is_still_the_next, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_call_tries_one_job_once

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
        true
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
