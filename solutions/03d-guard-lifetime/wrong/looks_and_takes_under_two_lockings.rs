//! rejected: assertion — two printers look at one job, and then each takes one out, so one is printed twice and one never
//! by: a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, one_of_two_printers_gets_the_only_job, two_jobs_that_jam_at_once_are_both_kept, two_printers_print_two_jobs_once_each

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
