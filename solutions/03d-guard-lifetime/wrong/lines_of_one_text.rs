//! rejected: assertion — a job with a line break in it comes out as two
//! by: a_job_can_be_any_text

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<String>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        let mut jobs = self.jobs.lock().unwrap();
        jobs.push_str(job);
        jobs.push('\n');
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let mut jobs = self.jobs.lock().unwrap();
        let Some((job, rest)) =
            jobs.split_once('\n').map(|(job, rest)| (job.to_owned(), rest.to_owned()))
        else {
            return false;
        };
        *jobs = rest;
        drop(jobs);
        let printed = print(&job);
        if !printed {
            self.jobs.lock().unwrap().insert_str(0, &format!("{job}\n"));
        }
        printed
    }
}
