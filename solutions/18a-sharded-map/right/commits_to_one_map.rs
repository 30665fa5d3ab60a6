//! right: shards are locks only: `work` is done under one of them, and what it leaves goes into one map

use std::collections::BTreeMap;

use interleave::sync::Mutex;

pub struct Stock {
    desks: Vec<Mutex<()>>,
    /// Locked only for a moment, by a thread that may hold a desk.
    articles: Mutex<BTreeMap<u64, u32>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        let desks = (0..shards).map(|_| Mutex::new(())).collect();
        Stock { desks, articles: Mutex::default() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let number = (article % self.desks.len() as u64) as usize;
        let _desk = self.desks[number].lock().unwrap();
        let mut amount = self.articles.lock().unwrap().get(&article).copied();
        let result = work(&mut amount);
        let mut articles = self.articles.lock().unwrap();
        match amount {
            Some(amount) => articles.insert(article, amount),
            None => articles.remove(&article),
        };
        result
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        self.articles.lock().unwrap().clone()
    }
}
