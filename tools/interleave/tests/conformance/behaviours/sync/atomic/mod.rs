//! Atomics: what each operation returns and leaves behind.

use super::super::panic_of;
use super::world;

mod atomic_bool;
mod atomic_ptr;
mod exchange;
mod integers;
mod orderings;
mod pointers;
mod shared;
