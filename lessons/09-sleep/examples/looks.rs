//! Holds a lock for a second, and counts how often a waiting thread checks it:
//! `cargo run --release -p lesson09 --example looks`.

use std::hint;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

// ANCHOR: looks
/// One thread holds the lock for a second.
/// Another waits by polling: after each failed check it calls `pause`.
fn checks_while_waiting(pause: impl Fn() + Sync) -> u64 {
    let lock = Mutex::new(());
    thread::scope(|s| {
        let held = lock.lock().unwrap();
        let waiter = s.spawn(|| {
            let mut checks = 1_u64;
            while lock.try_lock().is_err() {
                checks += 1;
                pause();
            }
            checks
        });
        thread::sleep(Duration::from_secs(1));
        drop(held);
        waiter.join().unwrap()
    })
}
// ANCHOR_END: looks

fn main() {
    println!("checks while the lock is held for a second");
    println!("with spin_loop: {:>11}", checks_while_waiting(hint::spin_loop));
    println!("with yield_now: {:>11}", checks_while_waiting(thread::yield_now));
    let nap = || thread::sleep(Duration::from_millis(10));
    println!("with a sleep of 10 ms: {:>4}", checks_while_waiting(nap));
}
