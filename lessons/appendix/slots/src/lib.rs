//! A limit on how many threads may do something at the same time, for those that would rather not wait.

mod slots;
mod sync;

pub use slots::{Slot, Slots};
