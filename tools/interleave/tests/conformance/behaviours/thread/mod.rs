//! `thread`: starting threads, waiting for them, and sleeping.

use super::{message, panic_of, world};

mod handle;
mod park;
mod scope;
mod sleep;
mod spawn;
mod unwinding;
