//! An atomic's stores, and their modification order.

use crate::machine::clock::Knowledge;

/// An atomic with all its stores. In the memory phase, a thread may still read an old store, and a new store may
/// come before some that are there.
pub(crate) struct Atomic {
    /// By number: in the order in which they were carried out.
    stores: Vec<Store>,
    /// Their numbers in modification order.
    order: Vec<u32>,
}

pub(crate) struct Store {
    pub(crate) value: u64,
    /// The step that stored it; none for the initial value.
    pub(crate) step: Option<usize>,
    /// Its position in modification order: a later store has a greater one.
    pub(crate) timestamp: u64,
    /// The store that it must follow immediately: for a read-modify-write, the store that it read.
    pub(crate) continues: Option<u32>,
    /// What an acquiring reader learns.
    pub(crate) release: Knowledge,
}

/// The distance between the timestamps of successive stores. It leaves room for others in between, 32 times after
/// the same store.
const GAP: u64 = 1 << 32;

impl Atomic {
    /// An atomic before its first operation.
    pub(crate) fn starting_at(value: u64) -> Self {
        let mut stores = Vec::with_capacity(8);
        stores.push(Store {
            value,
            step: None,
            timestamp: 0,
            continues: None,
            release: Knowledge::default(),
        });
        let mut order = Vec::with_capacity(8);
        order.push(0);
        Atomic { stores, order }
    }

    pub(crate) fn store(&self, number: u32) -> &Store {
        &self.stores[number as usize]
    }

    /// The last store in modification order, which every thread will see in the end.
    pub(crate) fn newest(&self) -> u32 {
        self.order[self.order.len() - 1]
    }

    /// The value of the newest store.
    pub(crate) fn value(&self) -> u64 {
        self.store(self.newest()).value
    }

    /// How many stores were carried out, the initial one included.
    pub(crate) fn count(&self) -> u32 {
        self.stores.len() as u32
    }

    /// The stores with this timestamp or a later one, newest first.
    pub(crate) fn since(&self, timestamp: u64) -> impl Iterator<Item = u32> {
        self.order
            .iter()
            .rev()
            .copied()
            .take_while(move |&store| self.store(store).timestamp >= timestamp)
    }

    /// Whether a read-modify-write has read this store: no other store can follow it immediately.
    pub(crate) fn is_continued(&self, number: u32) -> bool {
        let next = self.next(number);
        next.is_some_and(|next| self.store(next).continues == Some(number))
    }

    /// The timestamp of a new store that follows this one.
    pub(crate) fn timestamp_after(&self, number: u32) -> u64 {
        let timestamp = self.store(number).timestamp;
        match self.next(number) {
            Some(next) => timestamp + (self.store(next).timestamp - timestamp) / 2,
            None => timestamp + GAP,
        }
    }

    /// Whether a new store can come between this one and the next.
    pub(crate) fn has_room_after(&self, number: u32) -> bool {
        !self.is_continued(number) && self.timestamp_after(number) > self.store(number).timestamp
    }

    /// Adds a store, with the timestamp that [`Atomic::timestamp_after`] gave. Returns its number.
    pub(crate) fn add(&mut self, store: Store) -> u32 {
        let number = self.count();
        let index =
            self.order.partition_point(|&other| self.store(other).timestamp < store.timestamp);
        self.order.insert(index, number);
        self.stores.push(store);
        number
    }

    fn next(&self, number: u32) -> Option<u32> {
        let timestamp = self.store(number).timestamp;
        let index = self.order.partition_point(|&other| self.store(other).timestamp <= timestamp);
        self.order.get(index).copied()
    }
}
