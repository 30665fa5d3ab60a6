//! right: a job that was taken puts itself back when it is dropped, unless it was printed

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
        let job = self.jobs.lock().unwrap().pop_front();
        let Some(job) = job else {
            return false;
        };
        let mut hand = Hand { queue: self, job: Some(job) };
        let printed = print(hand.job.as_deref().unwrap());
        if printed {
            hand.job = None;
        }
        printed
    }
}

struct Hand<'a> {
    queue: &'a Queue,
    job: Option<String>,
}

impl Drop for Hand<'_> {
    fn drop(&mut self) {
        if let Some(job) = self.job.take() {
            self.queue.jobs.lock().unwrap().push_front(job);
        }
    }
}
