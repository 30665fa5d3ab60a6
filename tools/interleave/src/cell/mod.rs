//! `std::cell`, modelled: cells that notice when two threads access them and nothing orders the accesses.
//!
//! An access to a cell is not a point at which threads are switched. It need not be: if two accesses are not ordered
//! by happens-before, that is a data race in whichever order they ran, and the clocks find it.
//!
//! A cell over a value elsewhere cannot be modelled, nor can one cell be split into several: the explorer keeps what
//! it knows of a cell beside the value. So there is no `from_mut`, `as_slice_of_cells` or `as_array_of_cells`, and
//! no `raw_get`.

mod lazy_cell;
mod once_cell;
mod plain;
mod ref_cell;
mod touch;
mod unsafe_cell;

pub use std::cell::{BorrowError, BorrowMutError};

pub use lazy_cell::LazyCell;
pub use once_cell::OnceCell;
pub use plain::Cell;
pub use ref_cell::{Ref, RefCell, RefMut};
pub use unsafe_cell::UnsafeCell;
