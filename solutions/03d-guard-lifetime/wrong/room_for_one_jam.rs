//! rejected: assertion — two printers can jam at once, and the second job falls on the first
//! by: two_jobs_that_jam_at_once_are_both_kept

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
    jammed: Mutex<Option<String>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let jammed = self.jammed.lock().unwrap().take();
        let next = jammed.or_else(|| self.jobs.lock().unwrap().pop_front());
        match next {
            Some(job) if print(&job) => true,
            Some(job) => {
                *self.jammed.lock().unwrap() = Some(job);
                false
            }
            None => false,
        }
    }
}
