//! Drops a future in the middle of its critical section: `cargo run -p appendix --bin cancelled`.

use appendix::tasks::executor::{Task, poll_once};
use appendix::tasks::s3_async_mutex::AsyncMutex;
use appendix::tasks::s4_cancelled::{transfer, transfer_at_once};

fn main() {
    // ANCHOR: dropped
    let accounts = AsyncMutex::new([10, 0]);
    let mut task: Task<'_> = Box::pin(transfer(&accounts, 3));
    poll_once(&mut task);
    // It asks the bank. Its caller has a time limit, and the time is up:
    drop(task);
    println!("the mutex is free: {}", accounts.try_lock().is_some());
    println!("the accounts: {:?}", *accounts.try_lock().expect("it is free"));
    // ANCHOR_END: dropped

    let accounts = AsyncMutex::new([10, 0]);
    let mut task: Task<'_> = Box::pin(transfer_at_once(&accounts, 3));
    poll_once(&mut task);
    drop(task);
    println!("without an await in between: {:?}", *accounts.try_lock().expect("it is free"));
}
