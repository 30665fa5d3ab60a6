//! rejected: assertion — a snapshot waits for one that another thread has begun, and returns that one
//! by: a_snapshot_shows_what_was_there_even_while_another_snapshot_is_under_way

use std::collections::BTreeMap;

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct Latest {
    under_way: bool,
    number: u64,
    stock: BTreeMap<u64, u32>,
}

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    latest: Mutex<Latest>,
    finished: Condvar,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock {
            shards: (0..shards).map(|_| Mutex::default()).collect(),
            latest: Mutex::default(),
            finished: Condvar::new(),
        }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut articles = self.shard(article).lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let mut latest = self.latest.lock().unwrap();
        if latest.under_way {
            let number = latest.number;
            latest = self.finished.wait_while(latest, |latest| latest.number == number).unwrap();
            return latest.stock.clone();
        }
        latest.under_way = true;
        drop(latest);
        let guards: Vec<_> = self
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap_or_else(|e| e.into_inner()))
            .collect();
        let all: BTreeMap<_, _> =
            guards.iter().flat_map(|articles| articles.iter().map(|(&a, &n)| (a, n))).collect();
        drop(guards);
        let mut latest = self.latest.lock().unwrap();
        *latest = Latest { under_way: false, number: latest.number + 1, stock: all.clone() };
        self.finished.notify_all();
        all
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
