//! Two threads want the same lock again and again. Do they take turns?
//! `cargo run --release -p lesson08 --example turns`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread;

use lesson08::s2_look_first::BinaryLock;
use lesson08::s4_ticket::TicketLock;

const TOTAL: usize = 1_000_000;

fn main() {
    println!("two threads, {TOTAL} critical sections in total");
    let lock = BinaryLock::default();
    turns("look first", || lock.acquire(), || lock.release());
    let lock = TicketLock::default();
    turns("ticket", || lock.acquire(), || lock.release());
}

/// Runs two threads, and prints how many times in a row, at most, one acquired the lock while the other waited.
fn turns(name: &str, acquire: impl Fn() + Sync, release: impl Fn() + Sync) {
    // Relaxed: the counts are used only under the lock. A flag that is seen a little late counts one less.
    let wants = [const { AtomicBool::new(false) }; 2];
    let overtaken = [const { AtomicUsize::new(0) }; 2];
    let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let visits = |me: usize| {
        while inside.load(Relaxed) < TOTAL {
            wants[me].store(true, Relaxed);
            acquire();
            wants[me].store(false, Relaxed);
            inside.store(inside.load(Relaxed) + 1, Relaxed);
            overtaken[me].store(0, Relaxed);
            if wants[1 - me].load(Relaxed) {
                let times = overtaken[1 - me].load(Relaxed) + 1;
                overtaken[1 - me].store(times, Relaxed);
                most.store(most.load(Relaxed).max(times), Relaxed);
            }
            release();
        }
    };
    let visits = &visits;
    thread::scope(|s| {
        for me in 0..2 {
            s.spawn(move || visits(me));
        }
    });
    let most = most.into_inner();
    println!(
        "{name:<12} one thread waited while the other acquired it up to {most:>6} times in a row"
    );
}
