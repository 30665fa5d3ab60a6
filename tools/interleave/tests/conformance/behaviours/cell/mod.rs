//! `cell`: values that change behind a shared borrow.

use super::{panic_of, world};

mod lazy_cell;
mod once_cell;
mod plain;
mod ref_cell;
mod unsafe_cell;
