//! The stock of a warehouse, behind one lock.

use std::collections::BTreeMap;

use interleave::sync::Mutex;

/// How many of each article there are. Articles have numbers.
pub struct Stock {
    // TODO: one lock for each shard.
    articles: Mutex<BTreeMap<u64, u32>>,
}

impl Stock {
    /// An empty stock with so many shards. There is at least one.
    pub fn new(_shards: usize) -> Self {
        Stock { articles: Mutex::default() }
    }

    /// Calls `work` with what there is of an article, and returns what it returns. `None` means that the article isn't in
    /// stock at all, which isn't the same as `Some(0)`. What `work` leaves there is there from now on.
    pub fn with<R>(&self, article: u64, work: impl FnOnce(&mut Option<u32>) -> R) -> R {
        let mut articles = self.articles.lock().unwrap();
        let mut amount = articles.remove(&article);
        let result = work(&mut amount);
        if let Some(amount) = amount {
            articles.insert(article, amount);
        }
        result
    }

    /// Everything that is in stock, at one moment.
    pub fn snapshot(&self) -> BTreeMap<u64, u32> {
        self.articles.lock().unwrap().clone()
    }
}
