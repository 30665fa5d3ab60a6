//! rejected: deadlock — a lock for the printing keeps the other printer from the next job
//! by: a_job_that_jams_2000_times_is_not_lost (spin), a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_printer_prints_while_the_other_is_busy, two_letters_can_be_printed_at_once

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
    printing: Mutex<()>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let _printing = self.printing.lock().unwrap();
        let Some(job) = self.jobs.lock().unwrap().front().cloned() else {
            return false;
        };
        let printed = print(&job);
        if printed {
            self.jobs.lock().unwrap().pop_front();
        }
        printed
    }
}
