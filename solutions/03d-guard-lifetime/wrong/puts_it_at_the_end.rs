//! rejected: assertion — a jammed job is next, not last
//! by: a_jammed_job_is_the_next_to_be_printed, a_job_can_be_any_text, a_job_that_jams_2000_times_is_not_lost, a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_twice_is_still_the_next, a_job_that_jams_while_another_is_added_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_call_tries_one_job_once

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
        match next {
            Some(job) if print(&job) => true,
            Some(job) => {
                self.add(&job);
                false
            }
            None => false,
        }
    }
}
