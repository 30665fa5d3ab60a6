//! Loops that wait, in every shape that somebody may write: each for a lock that two or three threads want.

use interleave::backoff::Backoff;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst},
};
use interleave::{hint, thread};

/// What the threads share.
#[derive(Default)]
pub struct Shared {
    pub taken: AtomicBool,
    pub rounds: AtomicU32,
    pub inside: AtomicU32,
    pub sleepers: Mutex<Vec<thread::Thread>>,
}

pub type Wait = fn(&Shared);

/// Ways to wait until the lock `taken` is free, and to take it.
pub const ALL: [(&str, Wait); 16] = [
    ("look, hint", look),
    ("look, without a hint", look_unhinted),
    ("swap, hint", swap),
    ("look, hint, look, hint, try", two_looks),
    ("look 40 times, then try", bounded),
    ("try 3 times, look 100 times, again and again", nested),
    ("back off after each failed try", backoff_spin),
    ("back off until it is completed, then try", backoff_completed),
    ("back off until it is completed, then park", backoff_park),
    ("look 40 times, yield 10 times, then park", spin_yield_park),
    ("count the rounds in a local variable", counts_rounds),
    ("count the rounds in an atomic", writes_each_round),
    ("the same without a hint", writes_each_round_unhinted),
    ("take back the wish, and state it again", withdraws),
    ("store what is there already", stores_the_same),
    ("sleep between two looks", sleeps),
];

fn free(shared: &Shared) -> bool {
    !shared.taken.load(Relaxed)
}

fn take(shared: &Shared) -> bool {
    shared.taken.compare_exchange(false, true, Acquire, Relaxed).is_ok()
}

fn look(shared: &Shared) {
    while !take(shared) {
        while !free(shared) {
            hint::spin_loop();
        }
    }
}

fn look_unhinted(shared: &Shared) {
    while !take(shared) {
        while !free(shared) {}
    }
}

fn swap(shared: &Shared) {
    while shared.taken.swap(true, AcqRel) {
        hint::spin_loop();
    }
}

fn two_looks(shared: &Shared) {
    loop {
        if !shared.taken.load(Relaxed) && take(shared) {
            return;
        }
        hint::spin_loop();
        if shared.taken.load(Relaxed) {
            hint::spin_loop();
        }
    }
}

fn bounded(shared: &Shared) {
    while !take(shared) {
        for _ in 0..40 {
            if free(shared) {
                break;
            }
            hint::spin_loop();
        }
    }
}

fn nested(shared: &Shared) {
    loop {
        for _ in 0..3 {
            if take(shared) {
                return;
            }
        }
        for _ in 0..100 {
            if free(shared) {
                break;
            }
            hint::spin_loop();
        }
    }
}

fn backoff_spin(shared: &Shared) {
    let backoff = Backoff::new();
    while !take(shared) {
        backoff.spin();
    }
}

fn backoff_completed(shared: &Shared) {
    loop {
        let backoff = Backoff::new();
        while !backoff.is_completed() {
            if take(shared) {
                return;
            }
            backoff.snooze();
        }
    }
}

/// Puts the thread on the list of those to be woken, and sleeps unless the lock is free by then.
fn sleep_until_free(shared: &Shared) {
    shared.sleepers.lock().unwrap().push(thread::current());
    if !free(shared) {
        thread::park();
    }
}

fn backoff_park(shared: &Shared) {
    let backoff = Backoff::new();
    while !take(shared) {
        if backoff.is_completed() {
            sleep_until_free(shared);
        } else {
            backoff.snooze();
        }
    }
}

fn spin_yield_park(shared: &Shared) {
    let mut looks = 0_u32;
    while !take(shared) {
        looks += 1;
        match looks {
            0..40 => hint::spin_loop(),
            40..50 => thread::yield_now(),
            _ => sleep_until_free(shared),
        }
    }
}

fn counts_rounds(shared: &Shared) {
    let mut rounds = 0_u64;
    while !take(shared) {
        rounds += 1;
        hint::spin_loop();
    }
    assert!(rounds < u64::MAX);
}

fn writes_each_round(shared: &Shared) {
    while !take(shared) {
        shared.rounds.fetch_add(1, Relaxed);
        hint::spin_loop();
    }
}

fn writes_each_round_unhinted(shared: &Shared) {
    while !take(shared) {
        shared.rounds.fetch_add(1, Relaxed);
    }
}

fn withdraws(shared: &Shared) {
    loop {
        shared.rounds.fetch_add(1, SeqCst);
        if take(shared) {
            shared.rounds.fetch_sub(1, SeqCst);
            return;
        }
        shared.rounds.fetch_sub(1, SeqCst);
        hint::spin_loop();
    }
}

fn stores_the_same(shared: &Shared) {
    while !take(shared) {
        shared.rounds.store(7, Relaxed);
        hint::spin_loop();
    }
}

fn sleeps(shared: &Shared) {
    while !take(shared) {
        thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// Each thread takes the lock once, counts that it is inside, and frees the lock.
pub fn program(threads: usize, acquire: Wait) {
    let shared = Shared::default();
    thread::scope(|s| {
        for _ in 0..threads {
            let shared = &shared;
            s.spawn(move || {
                acquire(shared);
                assert_eq!(shared.inside.fetch_add(1, Relaxed), 0, "two are inside");
                shared.inside.fetch_sub(1, Relaxed);
                shared.taken.store(false, Release);
                let sleepers = std::mem::take(&mut *shared.sleepers.lock().unwrap());
                sleepers.iter().for_each(thread::Thread::unpark);
            });
        }
    });
}
