//! rejected: assertion — a job of the same name as one that is being printed has to wait
//! by: two_letters_can_be_printed_at_once

use std::collections::VecDeque;

use interleave::sync::Mutex;

#[derive(Default)]
struct State {
    jobs: VecDeque<String>,
    printing: Vec<String>,
}

#[derive(Default)]
pub struct Queue {
    state: Mutex<State>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        self.state.lock().unwrap().jobs.push_back(job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let mut state = self.state.lock().unwrap();
        let Some(at) = state.jobs.iter().position(|job| !state.printing.contains(job)) else {
            return false;
        };
        let job = state.jobs[at].clone();
        state.printing.push(job.clone());
        drop(state);
        let printed = print(&job);
        let mut state = self.state.lock().unwrap();
        state.printing.retain(|other| *other != job);
        if printed && let Some(at) = state.jobs.iter().position(|other| *other == job) {
            state.jobs.remove(at);
        }
        printed
    }
}
