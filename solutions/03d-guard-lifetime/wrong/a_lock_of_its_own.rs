//! rejected: assertion — a copy of the queue behind a second lock: whatever is put back there is lost
//! by: a_jammed_job_is_the_next_to_be_printed, jobs_can_be_added_while_one_is_being_printed, two_printers_print_each_job_once, a_job_that_jams_while_another_is_added_is_not_lost, one_of_two_printers_finds_the_only_job, one_printer_prints_while_the_other_is_busy, two_jobs_that_jam_at_once_are_both_kept

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
