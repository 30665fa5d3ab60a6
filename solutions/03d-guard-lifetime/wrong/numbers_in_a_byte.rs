//! rejected: assertion — the 257th job gets the number of the first, and takes its place
//! by: a_thousand_jobs_come_out_in_order

use std::collections::BTreeMap;

use interleave::sync::Mutex;

#[derive(Default)]
pub struct Queue {
    state: Mutex<(u8, BTreeMap<u8, String>)>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        let mut state = self.state.lock().unwrap();
        let number = state.0;
        state.0 = number.wrapping_add(1);
        state.1.insert(number, job.to_owned());
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let next = self.state.lock().unwrap().1.pop_first();
        let Some((number, job)) = next else {
            return false;
        };
        let printed = print(&job);
        if !printed {
            self.state.lock().unwrap().1.insert(number, job);
        }
        printed
    }
}
