//! rejected: assertion — after a jam the queue is as it was before, whatever came and went meanwhile
//! by: a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_while_another_is_added_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, two_jobs_that_jam_at_once_are_both_kept

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
        let before = self.jobs.lock().unwrap().clone();
        let next = self.jobs.lock().unwrap().pop_front();
        let Some(job) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            *self.jobs.lock().unwrap() = before;
        }
        printed
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
