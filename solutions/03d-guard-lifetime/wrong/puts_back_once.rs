//! rejected: assertion — a job that jams a second time goes to the end
//! by: a_job_that_jams_2000_times_is_not_lost, a_job_that_jams_twice_is_still_the_next

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<String>>,
    jammed: Mutex<Vec<String>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let next = self.jobs.lock().unwrap().pop_front();
        let Some(job) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            self.put_back(job);
        }
        printed
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job.clone());
        let mut jammed = self.jammed.lock().unwrap();
        if jammed.contains(&job) {
            self.jobs.lock().unwrap().rotate_left(1);
        }
        jammed.push(job);
    }
}
