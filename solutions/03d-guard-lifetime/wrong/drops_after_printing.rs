//! rejected: deadlock — no thread can add a job while the printer has the lock
//! by: a_job_that_jams_while_the_other_printer_works_goes_to_the_front, jobs_can_be_added_while_one_is_being_printed, one_printer_prints_while_the_other_is_busy, two_letters_can_be_printed_at_once

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
        match jobs.pop_front() {
            Some(job) if print(&job) => true,
            Some(job) => {
                drop(jobs);
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
