//! Looks for stale reads on your processor: `cargo run --release -p lesson07 --example hardware`.

use std::hint;
use std::sync::atomic::{
    AtomicU32,
    Ordering::{AcqRel, Acquire, Release, SeqCst},
};
use std::thread;

use lesson07::s5_bridge::{Bridge, Crossing};
use lesson07::{s1_relaxed, s2_released};

const ROUNDS: usize = 1_000_000;

fn main() {
    println!("{ROUNDS} rounds each, on {}:", std::env::consts::ARCH);
    let stale = both(
        |message: &s1_relaxed::Message| message.publish(42),
        |message| message.read() == Some(0),
    );
    println!("  message, Relaxed:           {:>6} stale", count(stale.1));
    let stale = both(
        |message: &s2_released::Message| message.publish(42),
        |message| message.read() == Some(0),
    );
    println!("  message, Release, Acquire:  {:>6} stale", count(stale.1));
    for (name, with) in [
        ("Release, Acquire: ", Crossing { raise: Release, look: Acquire }),
        ("SeqCst:           ", Crossing { raise: SeqCst, look: SeqCst }),
    ] {
        let (left, right) =
            both(|b: &Bridge| b.left_may_go(with), |b: &Bridge| b.right_may_go(with));
        let both_go = left.into_iter().zip(right).map(|(left, right)| left && right);
        println!("  bridge,  {name} {:>6} times both go", count(both_go));
    }
}

fn count(seen: impl IntoIterator<Item = bool>) -> usize {
    seen.into_iter().filter(|seen| *seen).count()
}

/// Runs two threads on the same new thing in each round, as nearly at the same time as possible.
fn both<T, A, B>(left: impl Fn(&T) -> A + Sync, right: impl Fn(&T) -> B + Sync) -> (Vec<A>, Vec<B>)
where
    T: Default + Sync,
    A: Send,
    B: Send,
{
    let things: Vec<T> = (0..ROUNDS).map(|_| T::default()).collect();
    let arrived = AtomicU32::new(0);
    // AcqRel and Acquire: no thread starts a round before both have finished the one before.
    let meet = |round: usize| {
        arrived.fetch_add(1, AcqRel);
        let mut looks = 0;
        while arrived.load(Acquire) < 2 * (round as u32 + 1) {
            hint::spin_loop();
            looks += 1;
            // The other thread may not be running at all.
            if looks % 1_000 == 0 {
                thread::yield_now();
            }
        }
    };
    let each = |round: usize, thing| {
        meet(round);
        thing
    };
    thread::scope(|s| {
        let left =
            s.spawn(|| things.iter().enumerate().map(|(i, thing)| left(each(i, thing))).collect());
        let right =
            s.spawn(|| things.iter().enumerate().map(|(i, thing)| right(each(i, thing))).collect());
        (left.join().expect("it does not panic"), right.join().expect("it does not panic"))
    })
}
