//! What the memory model promises, so that no processor can break it.

use std::sync::atomic::{AtomicU32, Ordering, Ordering::Relaxed};
use std::thread;

use lesson07::s2_released::Message;
use lesson07::s4_lock::BinaryLock;
use lesson07::s5_bridge::{Bridge, Crossing};

const ROUNDS: u32 = 20_000;

#[test]
fn a_released_message_is_never_read_before_it_is_whole() {
    let messages: Vec<_> = (0..ROUNDS).map(|_| Message::default()).collect();
    thread::scope(|s| {
        s.spawn(|| messages.iter().for_each(|message| message.publish(42)));
        s.spawn(|| {
            for message in &messages {
                assert!(message.read().is_none_or(|value| value == 42));
            }
        });
    });
}

#[test]
fn under_the_lock_the_total_is_exact() {
    let (lock, total) = (BinaryLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| {
                for _ in 0..5_000 {
                    lock.acquire();
                    // Relaxed is enough: acquiring the lock makes everything done under it visible.
                    total.store(total.load(Relaxed) + 1, Relaxed);
                    lock.release();
                }
            });
        }
    });
    assert_eq!(total.into_inner(), 20_000);
}

#[test]
fn with_seq_cst_at_most_one_goes() {
    let bridges: Vec<_> = (0..ROUNDS).map(|_| Bridge::default()).collect();
    let with = Crossing { raise: Ordering::SeqCst, look: Ordering::SeqCst };
    let (left, right) = thread::scope(|s| {
        let left = s.spawn(|| bridges.iter().map(|b| b.left_may_go(with)).collect::<Vec<_>>());
        let right = s.spawn(|| bridges.iter().map(|b| b.right_may_go(with)).collect::<Vec<_>>());
        (left.join().unwrap(), right.join().unwrap())
    });
    assert!(left.iter().zip(&right).all(|(left, right)| !(left & right)));
}

/// The compiler refuses an ordering that it can see; `expect` fails if it doesn't.
#[test]
#[expect(invalid_atomic_ordering)]
#[should_panic(expected = "there is no such thing as an acquire store")]
fn a_store_cannot_acquire() {
    AtomicU32::new(0).store(1, Ordering::Acquire);
}

#[test]
#[expect(invalid_atomic_ordering)]
#[should_panic(expected = "there is no such thing as a release load")]
fn a_load_cannot_release() {
    AtomicU32::new(0).load(Ordering::Release);
}
