//! rejected: lost_wakeup — if `work` panics, one thread is woken, and perhaps another one than the clerk who could go on
//! by: a_panic_leaves_no_thread_waiting

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use interleave::sync::{Condvar, Mutex};

pub struct Stock {
    desks: Mutex<Desks>,
    free: Condvar,
}

struct Desks {
    busy: Vec<bool>,
    articles: BTreeMap<u64, u32>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        let desks = Desks { busy: vec![false; shards], articles: BTreeMap::new() };
        Stock { desks: Mutex::new(desks), free: Condvar::new() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut desks = self.desks.lock().unwrap();
        let shard = (article % desks.busy.len() as u64) as usize;
        desks = self.free.wait_while(desks, |desks| desks.busy[shard]).unwrap();
        desks.busy[shard] = true;
        let mut amount = desks.articles.remove(&article);
        drop(desks);
        let result = catch_unwind(AssertUnwindSafe(|| work(&mut amount)));
        let mut desks = self.desks.lock().unwrap();
        desks.busy[shard] = false;
        if let Some(amount) = amount {
            desks.articles.insert(article, amount);
        }
        drop(desks);
        match result {
            Ok(result) => {
                self.free.notify_all();
                result
            }
            Err(panic) => {
                self.free.notify_one();
                resume_unwind(panic)
            }
        }
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let desks = self.desks.lock().unwrap();
        self.free.wait_while(desks, |desks| desks.busy.contains(&true)).unwrap().articles.clone()
    }
}
