//! Straight-line programs for the memory phase, and what they are made of.

use std::sync::atomic::Ordering::{self, *};

/// The threads that run side by side.
pub type Program = Vec<Vec<Op>>;

pub const VARIABLES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Load(usize, Ordering),
    Store(usize, u32, Ordering),
    Swap(usize, u32, Ordering),
    FetchAdd(usize, u32, Ordering),
    CompareExchange(usize, (u32, u32), Ordering, Ordering),
    Fence(Ordering),
    /// Loads until the value is another than zero.
    Await(usize, Ordering),
    /// Reads the cell, if what the thread read last is this.
    CellReadIf(u32),
    /// Writes the cell, if what the thread read last is this, or always.
    CellWriteIf(Option<u32>),
}

/// The ordering as far as a load can have it.
pub fn load(order: Ordering) -> Ordering {
    if order == AcqRel { Acquire } else { order }
}

/// The ordering as far as a store can have it.
pub fn store(order: Ordering) -> Ordering {
    if order == AcqRel { Release } else { order }
}
