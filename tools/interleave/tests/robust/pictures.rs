//! Pictures: the same every time, and never wider than asked.

use std::sync::atomic::Ordering::{Relaxed, SeqCst};

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicPtr, AtomicU32};
use interleave::{Counterexample, FailureKind, Verdict, cell, hint, thread};

fn lost_update() -> Verdict {
    interleave::check(|| {
        let balance = AtomicU32::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| balance.store(balance.load(Relaxed) + 1, Relaxed));
            }
        });
        assert_eq!(balance.into_inner(), 2);
    })
}

#[test]
fn a_thousand_runs_give_the_same_bytes() {
    let first = lost_update().expect_fails(FailureKind::Assertion);
    let (text, json) = (first.to_string(), serde_json::to_string(&first).unwrap());
    for _ in 0..1000 {
        let again = lost_update().expect_fails(FailureKind::Assertion);
        assert_eq!(again.to_string(), text);
        assert_eq!(serde_json::to_string(&again).unwrap(), json);
    }
}

fn pointers() -> Verdict {
    interleave::check(|| {
        let (mut a, mut b) = (Box::new(1), Box::new(2));
        let head = AtomicPtr::new(&raw mut *a);
        thread::scope(|s| {
            s.spawn(|| head.store(std::ptr::null_mut(), SeqCst));
            let old = head.swap(&raw mut *b, SeqCst);
            assert!(!old.is_null());
        });
    })
}

#[test]
fn addresses_are_shown_by_the_order_of_their_appearance() {
    let first = pointers().expect_fails(FailureKind::Assertion);
    let text = first.to_string();
    assert!(!text.contains("0x"), "{text}");
    assert!(text.contains("null"), "{text}");
    for _ in 0..50 {
        let _elsewhere = std::hint::black_box(Box::new([0_u8; 100]));
        assert_eq!(pointers().expect_fails(FailureKind::Assertion).to_string(), text);
    }
}

struct Shared(cell::UnsafeCell<u32>);

// SAFETY: the race is wanted.
unsafe impl Sync for Shared {}

/// One failure of each kind, some with names that are hard to draw.
fn gallery() -> Vec<Counterexample> {
    let long = "the-thread-with-the-longest-name-that-anybody-has-ever-given-to-one-数数数数";
    let deadlock = interleave::check(|| {
        let (left, right) = (Mutex::new(0), Mutex::new(0));
        thread::scope(|s| {
            let named = thread::Builder::new().name(long.into());
            named
                .spawn_scoped(s, || {
                    let _left = left.lock().unwrap();
                    let _right = right.lock().unwrap();
                })
                .unwrap();
            let _right = right.lock().unwrap();
            let _left = left.lock().unwrap();
        });
    });
    let race = interleave::check(|| {
        let cell = Shared(cell::UnsafeCell::new(0));
        let flag = AtomicU32::new(0);
        thread::scope(|s| {
            let cell = &cell;
            s.spawn(|| {
                cell.0.get();
                flag.store(1, Relaxed);
            });
            if flag.load(Relaxed) == 1 {
                cell.0.get();
            }
        });
    });
    let spin = interleave::check(|| {
        let flag = AtomicU32::new(0);
        while flag.load(SeqCst) == 0 {
            hint::spin_loop();
        }
    });
    let stale = interleave::check(|| {
        let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(42, Relaxed);
                flag.store(1, Relaxed);
            });
            if flag.load(Relaxed) == 1 {
                assert_eq!(data.load(Relaxed), 42, "the data behind the flag is what was sent");
            }
        });
    });
    let unjoined = interleave::check(|| _ = thread::spawn(|| panic!("nobody looks")));
    let many = interleave::check(|| {
        let x = AtomicU32::new(0);
        thread::scope(|s| {
            for _ in 0..6 {
                s.spawn(|| x.fetch_add(1, SeqCst));
            }
        });
        assert_eq!(x.into_inner(), 0);
    });
    let tall = interleave::check(|| {
        let x = AtomicU32::new(0);
        for _ in 0..300 {
            x.fetch_add(1, SeqCst);
        }
        panic!("at last");
    });
    let verdicts = [lost_update(), pointers(), deadlock, race, spin, stale, unjoined, many, tall];
    verdicts.map(|verdict| verdict.counterexample().expect("each of them fails").clone()).into()
}

#[test]
fn no_line_is_wider_than_asked() {
    for picture in gallery() {
        for width in [0, 1, 10, 40, 60, 80, 100, 200] {
            let text = picture.render(width, false);
            if width < 40 {
                continue;
            }
            // Remarks and the sentences below the picture are not cut.
            let drawn = text.lines().skip(3).take_while(|line| !line.is_empty());
            for line in drawn.filter(|line| !line.contains('←')) {
                assert!(line.chars().count() <= width, "{width}: {line}\n{text}");
            }
        }
    }
}

#[test]
fn without_colour_there_is_none_and_with_it_the_words_are_the_same() {
    for picture in gallery() {
        let plain = picture.render(100, false);
        assert!(!plain.contains('\u{1b}'), "{plain}");
        let colored = picture.render(100, true);
        assert!(colored.contains("\u{1b}["), "{colored}");
        let mut stripped = String::new();
        let mut rest = colored.as_str();
        while let Some((before, code)) = rest.split_once("\u{1b}[") {
            stripped.push_str(before);
            rest = code.split_once('m').expect("a colour ends").1;
        }
        stripped.push_str(rest);
        let trimmed =
            |text: &str| text.lines().map(|l| l.trim_end().to_string()).collect::<Vec<_>>();
        assert_eq!(trimmed(&stripped), trimmed(&plain));
    }
}

#[test]
fn counterexamples_survive_json() {
    for picture in gallery() {
        let json = serde_json::to_string(&picture).unwrap();
        let again: Counterexample = serde_json::from_str(&json).unwrap();
        assert_eq!(again, picture);
        assert_eq!(again.to_string(), picture.to_string());
    }
}
