//! right: clerks share a gate, and a snapshot closes it

use std::collections::BTreeMap;

use interleave::sync::{Mutex, PoisonError, RwLock};

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
    gate: RwLock<()>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect(), gate: RwLock::new(()) }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let _gate = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        book(&mut self.shard(article).lock().unwrap(), article, work)
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let _gate = self.gate.write().unwrap_or_else(PoisonError::into_inner);
        self.shards.iter().flat_map(|shard| shard.lock().unwrap().clone()).collect()
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}

fn book<R>(
    articles: &mut BTreeMap<u64, u32>,
    article: u64,
    work: impl FnOnce(&mut Option<u32>) -> R,
) -> R {
    let mut amount = articles.remove(&article);
    let result = work(&mut amount);
    if let Some(amount) = amount {
        articles.insert(article, amount);
    }
    result
}
