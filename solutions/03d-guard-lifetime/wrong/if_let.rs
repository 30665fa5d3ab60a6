//! rejected: deadlock — the block of an `if let` runs under the lock just as the arms of a `match` do
//! by: a_jammed_job_is_the_next_to_be_printed, a_job_can_be_any_text, a_job_that_jams_2000_times_is_not_lost, a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_twice_is_still_the_next, a_job_that_jams_while_another_is_added_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, jobs_can_be_added_while_one_is_being_printed, one_call_tries_one_job_once, one_printer_prints_while_the_other_is_busy, two_jobs_that_jam_at_once_are_both_kept, two_letters_can_be_printed_at_once

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
        if let Some(job) = self.jobs.lock().unwrap().pop_front() {
            if print(&job) {
                return true;
            }
            self.put_back(job);
        }
        false
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
