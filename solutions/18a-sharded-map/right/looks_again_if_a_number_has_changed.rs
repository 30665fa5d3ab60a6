//! right: each shard counts its changes, and a snapshot begins anew if one has moved

use std::collections::BTreeMap;

use interleave::sync::Mutex;

#[derive(Default)]
struct Shard {
    articles: BTreeMap<u64, u32>,
    changes: u64,
}

pub struct Stock {
    shards: Vec<Mutex<Shard>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
    }

    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let number = (article % self.shards.len() as u64) as usize;
        let mut shard = self.shards[number].lock().unwrap();
        shard.changes += 1;
        book(&mut shard.articles, article, work)
    }

    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        let count = || -> Vec<u64> {
            self.shards.iter().map(|shard| shard.lock().unwrap().changes).collect()
        };
        loop {
            let before = count();
            let shards = self.shards.iter();
            let all = shards.flat_map(|shard| shard.lock().unwrap().articles.clone()).collect();
            if count() == before {
                return all;
            }
        }
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
