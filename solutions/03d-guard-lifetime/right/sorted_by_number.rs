//! right: each job has a number, and a jammed one goes back before those with higher numbers

use std::collections::BTreeMap;

use interleave::sync::Mutex;

#[derive(Default)]
struct Jobs {
    waiting: BTreeMap<u64, String>,
    added: u64,
}

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<Jobs>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        let mut jobs = self.jobs.lock().unwrap();
        let number = jobs.added;
        jobs.added += 1;
        jobs.waiting.insert(number, job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let next = self.jobs.lock().unwrap().waiting.pop_first();
        let Some((number, job)) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            self.jobs.lock().unwrap().waiting.insert(number, job);
        }
        printed
    }
}
