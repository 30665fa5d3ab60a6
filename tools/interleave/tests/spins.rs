//! Loops that wait: what they wait for, and what has nothing to do with them.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::{hint, thread};

#[test]
fn a_lock_that_was_got_in_the_end_is_not_waited_for_any_more() {
    interleave::model(|| {
        let (lock, x) = (Mutex::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| drop(lock.lock().unwrap()));
            let guard = loop {
                if let Ok(guard) = lock.try_lock() {
                    break guard;
                }
                hint::spin_loop();
            };
            x.load(SeqCst);
            drop(guard);
        });
    });
}

#[test]
fn what_was_read_before_the_loop_does_not_keep_it_going() {
    for hinted in [true, false] {
        interleave::model(|| {
            let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    x.store(1, SeqCst);
                    y.store(1, SeqCst);
                });
                x.load(SeqCst);
                while y.load(SeqCst) == 0 {
                    if hinted {
                        hint::spin_loop();
                    }
                }
            });
        });
    }
}

#[test]
fn a_lock_that_was_tried_before_the_loop_does_not_keep_it_going() {
    interleave::model(|| {
        let (lock, y) = (Mutex::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                drop(lock.lock().unwrap());
                y.store(1, SeqCst);
            });
            drop(lock.try_lock());
            while y.load(SeqCst) == 0 {
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn hinting_several_times_in_a_row_is_hinting_once() {
    interleave::model(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.store(1, SeqCst));
            while x.load(SeqCst) == 0 {
                (0..3).for_each(|_| hint::spin_loop());
            }
        });
    });
}

/// A known limit, pinned so that it is noticed when it goes away: a run in which the loop gives up although
/// somebody else could still go on is possible, and is not explored.
#[test]
fn a_bounded_loop_gives_up_only_when_nobody_else_can_go_on() {
    let outcomes = interleave::Checker::new().order_only().outcomes(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            let tried = s.spawn(|| {
                for _ in 0..3 {
                    if x.load(SeqCst) == 1 {
                        return true;
                    }
                    hint::spin_loop();
                }
                false
            });
            x.store(1, SeqCst);
            tried.join().unwrap()
        })
    });
    assert_eq!(outcomes.values().copied().collect::<Vec<_>>(), [true]);
}
