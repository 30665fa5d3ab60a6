//! Holds a lock for a second, and counts how often a waiting thread looks:
//! `cargo run --release -p lesson09 --example looks`.

use std::hint;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

// ANCHOR: looks
/// One thread holds the lock for a second.
/// Another one waits: each time it has looked in vain, it calls `in_vain`.
fn looks_while_waiting(in_vain: impl Fn() + Sync) -> u64 {
    let lock = Mutex::new(());
    thread::scope(|s| {
        let held = lock.lock().unwrap();
        let waiter = s.spawn(|| {
            let mut looks = 1_u64;
            while lock.try_lock().is_err() {
                looks += 1;
                in_vain();
            }
            looks
        });
        thread::sleep(Duration::from_secs(1));
        drop(held);
        waiter.join().unwrap()
    })
}
// ANCHOR_END: looks

fn main() {
    println!("looks while the lock is held for a second");
    println!("with spin_loop: {:>11}", looks_while_waiting(hint::spin_loop));
    println!("with yield_now: {:>11}", looks_while_waiting(thread::yield_now));
    let nap = || thread::sleep(Duration::from_millis(10));
    println!("with a sleep of 10 ms: {:>4}", looks_while_waiting(nap));
}
