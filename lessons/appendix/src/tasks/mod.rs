//! Tasks that wait at an `.await`, and the locks that they hold meanwhile.

pub mod bank;
pub mod executor;
#[allow(
    clippy::await_holding_lock,
    reason = "this is what the lint is for, and the chapter shows what it says"
)]
pub mod s1_held;
pub mod s2_released;
pub mod s3_async_mutex;
pub mod s4_cancelled;
pub mod s5_owner;
