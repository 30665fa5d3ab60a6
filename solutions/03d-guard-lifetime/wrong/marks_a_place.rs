//! rejected: assertion — by the time the other printer is done, the job is no longer where it was
//! by: two_printers_print_two_jobs_once_each, a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<(String, bool)>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back((job.to_owned(), false));
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let mut jobs = self.jobs.lock().unwrap();
        let Some(at) = jobs.iter().position(|(_, busy)| !busy) else {
            return false;
        };
        jobs[at].1 = true;
        let job = jobs[at].0.clone();
        drop(jobs);
        let printed = print(&job);
        let mut jobs = self.jobs.lock().unwrap();
        if printed {
            jobs.remove(at);
        } else if let Some(job) = jobs.get_mut(at) {
            job.1 = false;
        }
        printed
    }
}
