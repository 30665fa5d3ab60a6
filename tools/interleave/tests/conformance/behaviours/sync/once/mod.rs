//! What happens once: `Once`, `OnceLock` and `LazyLock`.

use super::super::panic_of;
use super::world;

mod lazy_lock;
mod once_lock;
mod plain;
