//! right: a job stays in the queue while it is being printed, with a mark

use interleave::sync::Mutex;

struct Job {
    number: u64,
    name: String,
    busy: bool,
}

#[derive(Default)]
pub struct Queue {
    jobs: Mutex<(u64, Vec<Job>)>,
}

impl Queue {
    pub fn add(&self, job: &str) {
        let mut jobs = self.jobs.lock().unwrap();
        jobs.0 += 1;
        let number = jobs.0;
        jobs.1.push(Job { number, name: job.to_owned(), busy: false });
    }

    pub fn print_next(&self, print: impl Fn(&str) -> bool) -> bool {
        let next = {
            let mut jobs = self.jobs.lock().unwrap();
            jobs.1.iter_mut().find(|job| !job.busy).map(|job| {
                job.busy = true;
                (job.number, job.name.clone())
            })
        };
        let Some((number, name)) = next else {
            return false;
        };
        let printed = print(&name);
        let mut jobs = self.jobs.lock().unwrap();
        let at = jobs.1.iter().position(|job| job.number == number).unwrap();
        if printed {
            jobs.1.remove(at);
        } else {
            jobs.1[at].busy = false;
        }
        printed
    }
}
