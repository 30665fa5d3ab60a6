//! right: a recursive helper holds each guard while it visits the shards behind it

use std::collections::BTreeMap;

use interleave::sync::Mutex;

pub struct Stock {
    shards: Vec<Mutex<BTreeMap<u64, u32>>>,
}

impl Stock {
    pub fn new(shards: usize) -> Self {
        Stock { shards: (0..shards).map(|_| Mutex::default()).collect() }
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
        fn visit(shards: &[Mutex<BTreeMap<u64, u32>>], all: &mut BTreeMap<u64, u32>) {
            let Some((first, rest)) = shards.split_first() else { return };
            let guard = first.lock().unwrap();
            visit(rest, all);
            all.extend(guard.iter());
        }
        let mut all = BTreeMap::new();
        visit(&self.shards, &mut all);
        all
    }

    fn shard(&self, article: u64) -> &Mutex<BTreeMap<u64, u32>> {
        &self.shards[(article % self.shards.len() as u64) as usize]
    }
}
