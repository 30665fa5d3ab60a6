//! right: a flag and a condvar for each shard, and one condvar for snapshots

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use interleave::sync::{Condvar, Mutex};

pub struct Stock {
    desks: Mutex<Desks>,
    /// Signalled for one shard.
    free: Vec<Condvar>,
    /// Signalled for snapshots.
    left: Condvar,
}

struct Desks {
    busy: Vec<bool>,
    articles: BTreeMap<u64, u32>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        let desks = Desks { busy: vec![false; shards], articles: BTreeMap::new() };
        Stock {
            desks: Mutex::new(desks),
            free: (0..shards).map(|_| Condvar::new()).collect(),
            left: Condvar::new(),
        }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut desks = self.desks.lock().unwrap();
        let shard = (article % desks.busy.len() as u64) as usize;
        desks = self.free[shard].wait_while(desks, |desks| desks.busy[shard]).unwrap();
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
        self.free[shard].notify_one();
        self.left.notify_all();
        result.unwrap_or_else(|panic| resume_unwind(panic))
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let desks = self.desks.lock().unwrap();
        self.left.wait_while(desks, |desks| desks.busy.contains(&true)).unwrap().articles.clone()
    }
}
