//! rejected: assertion — after a jam the same call goes on with the next job, which comes out first
//! by: a_jammed_job_is_the_next_to_be_printed, a_job_can_be_any_text, a_job_that_jams_comes_before_those_behind_it_whichever_printer_is_first, a_job_that_jams_twice_is_still_the_next, a_job_that_jams_while_another_is_added_is_not_lost, a_job_that_jams_while_the_other_printer_works_goes_to_the_front, one_call_tries_one_job_once, two_jobs_that_jam_at_once_are_both_kept

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
        let mut jammed = None;
        let mut printed = false;
        while !printed {
            let next = self.jobs.lock().unwrap().pop_front();
            let Some(job) = next else {
                break;
            };
            printed = print(&job);
            if !printed && jammed.is_none() {
                jammed = Some(job);
            }
        }
        if let Some(job) = jammed {
            self.put_back(job);
        }
        printed
    }

    fn put_back(&self, job: String) {
        self.jobs.lock().unwrap().push_front(job);
    }
}
