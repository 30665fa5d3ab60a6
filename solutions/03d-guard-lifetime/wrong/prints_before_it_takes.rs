//! rejected: assertion — two printers look at the same job before one of them takes it
//! by: a_job_that_jams_2000_times_is_not_lost (spin), a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_of_two_printers_gets_the_only_job, one_printer_prints_while_the_other_is_busy, two_printers_print_two_jobs_once_each

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
        let Some(job) = next else {
            return false;
        };
        let printed = print(&job);
        if printed {
            self.jobs.lock().unwrap().pop_front();
        }
        printed
    }
}
