//! rejected: assertion — a copy of the queue behind a second lock: whatever is put back there is lost
//! by: a_jammed_job_is_the_next_to_be_printed, a_job_can_be_any_text, a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_twice_is_still_the_next, a_job_that_jams_while_another_is_added_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, a_thousand_jobs_come_out_in_order, jobs_can_be_added_while_one_is_being_printed, one_call_tries_one_job_once, one_of_two_printers_gets_the_only_job, one_printer_prints_while_the_other_is_busy, two_jobs_that_jam_at_once_are_both_kept, two_letters_can_be_printed_at_once, two_printers_print_two_jobs_once_each

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
        let copy = Mutex::new(self.jobs.lock().unwrap().clone());
        let next = copy.lock().unwrap().pop_front();
        match next {
            Some(job) if print(&job) => true,
            Some(job) => {
                copy.lock().unwrap().push_front(job);
                false
            }
            None => false,
        }
    }
}
