//! rejected: assertion — a job that jams a third time is lost
//! by: a_job_that_jams_2000_times_is_not_lost

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<VecDeque<(String, u32)>>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.jobs.lock().unwrap().push_back((job.to_owned(), 0));
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let job = self.jobs.lock().unwrap().pop_front();
        match job {
            Some((job, _)) if print(&job) => true,
            Some((job, jams)) => {
                if jams < 2 {
                    self.jobs.lock().unwrap().push_front((job, jams + 1));
                }
                false
            }
            None => false,
        }
    }
}
