//! right: all write into one diary when they come in and when they leave, and it's read at the end

#[path = "../../../exercises/15d-test-the-readers/src/shared.rs"]
mod shared;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed};
use interleave::{Checker, Verdict, check, model, thread};

pub use shared::{Guard, Held, Shared};

/// `r` and `w` come in, `R` and `W` leave.
fn diary(lock: &dyn Shared, threads: &str) -> String {
    let diary = Mutex::new(String::new());
    let note = |letter| diary.lock().unwrap().push(letter);
    thread::scope(|s| {
        for letter in threads.chars() {
            s.spawn(move || {
                let guard = if letter == 'r' { lock.read() } else { lock.write() };
                note(letter);
                note(letter.to_ascii_uppercase());
                drop(guard);
            });
        }
    });
    diary.into_inner().unwrap()
}

fn check_diary(diary: &str) {
    let (mut readers, mut writers) = (0, 0);
    for letter in diary.chars() {
        match letter {
            'r' => readers += 1,
            'R' => readers -= 1,
            'w' => writers += 1,
            _ => writers -= 1,
        }
        assert!(writers == 0 || (readers, writers) == (0, 1), "{diary}");
    }
}

/// Comes in, and stays until the other reader has come in as well.
fn meets(lock: &dyn Shared, me: &AtomicBool, other: &AtomicBool) {
    let _guard = lock.read();
    me.store(true, Relaxed);
    while !other.load(Relaxed) {
        thread::yield_now();
    }
}

pub fn test(new: fn() -> Box<dyn Shared>) {
    for threads in ["rw", "ww"] {
        model(|| check_diary(&diary(&*new(), threads)));
    }
    let bounded = Checker::new().order_only().max_preemptions(1);
    let diaries = bounded.outcomes(|| diary(&*new(), "rrw"));
    diaries.values().for_each(|diary| check_diary(diary));
    assert!(diaries.values().any(|diary| diary.contains("rr")), "readers are never together");
    bounded.model(|| {
        let (lock, [left, right]) = (new(), [false, false].map(AtomicBool::new));
        thread::scope(|s| {
            let guard = lock.write();
            s.spawn(|| meets(&*lock, &left, &right));
            s.spawn(|| meets(&*lock, &right, &left));
            drop(guard);
        });
    });
    // A writer sees that the reader before it has left.
    model(|| {
        let (lock, is_in) = (new(), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                let _guard = lock.read();
                is_in.store(true, Relaxed);
                is_in.store(false, Relaxed);
            });
            let _guard = lock.write();
            assert!(!is_in.load(Relaxed));
        });
    });
    model(|| {
        let (one, two) = (new(), new());
        drop((one.write(), two.read()));
    });
    for (holds, wants) in [("r", "w"), ("w", "w"), ("w", "r"), (&*"r".repeat(256), "w")] {
        let verdict = check(|| {
            let lock = new();
            let take = |way| if way == 'r' { lock.read() } else { lock.write() };
            let _all: Vec<_> = holds.chars().chain(wants.chars()).map(take).collect();
        });
        let Verdict::Fails(found) = verdict else { panic!("{wants} comes in beside {holds}") };
        assert!(found.kind() != "spin", "{wants} is awake while it waits for {holds}");
    }
}
