//! `AtomicBool`.

use super::world::always;
use super::world::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::panic::{RefUnwindSafe, UnwindSafe};

is!(AtomicBool: Send + Sync + UnwindSafe + RefUnwindSafe);

#[test]
fn it_is_made_read_written_and_consumed() {
    always(|| {
        let mut flag = const { AtomicBool::new(true) };
        assert!(flag.load(SeqCst));
        flag.store(false, SeqCst);
        assert!(!flag.swap(true, SeqCst));
        assert!(*flag.get_mut());
        *flag.get_mut() = false;
        assert!(!flag.load(SeqCst));
        *flag.get_mut() = true;
        assert!(flag.into_inner());
        assert!(!AtomicBool::default().into_inner());
        assert_eq!(
            format!("{:?} {:?}", AtomicBool::from(true), AtomicBool::from(false)),
            "true false"
        );
    });
}

/// What an operation leaves, for each value before; it returns that one.
#[track_caller]
fn leaves(expected: [bool; 2], operation: impl Fn(&AtomicBool) -> bool) {
    for (before, after) in [false, true].into_iter().zip(expected) {
        always(|| {
            let flag = AtomicBool::new(before);
            assert_eq!((operation(&flag), flag.load(SeqCst)), (before, after));
        });
    }
}

#[test]
fn logic_is_done_in_one_step() {
    leaves([false, false], |flag| flag.fetch_and(false, SeqCst));
    leaves([false, true], |flag| flag.fetch_and(true, SeqCst));
    leaves([true, true], |flag| flag.fetch_nand(false, SeqCst));
    leaves([true, false], |flag| flag.fetch_nand(true, SeqCst));
    leaves([false, true], |flag| flag.fetch_or(false, SeqCst));
    leaves([true, true], |flag| flag.fetch_or(true, SeqCst));
    leaves([false, true], |flag| flag.fetch_xor(false, SeqCst));
    leaves([true, false], |flag| flag.fetch_xor(true, SeqCst));
    leaves([true, false], |flag| flag.fetch_not(SeqCst));
}

#[test]
fn an_exchange_compares_first() {
    always(|| {
        let flag = AtomicBool::new(false);
        assert_eq!(flag.compare_exchange(true, false, SeqCst, SeqCst), Err(false));
        assert_eq!(flag.compare_exchange(false, true, SeqCst, SeqCst), Ok(false));
        assert_eq!(flag.compare_exchange_weak(false, true, SeqCst, SeqCst), Err(true));
        while flag.compare_exchange_weak(true, false, SeqCst, SeqCst).is_err() {}
        assert!(!flag.into_inner());
    });
}

#[test]
fn a_function_updates_it() {
    always(|| {
        let flag = AtomicBool::new(false);
        assert_eq!(flag.fetch_update(SeqCst, SeqCst, |_| None), Err(false));
        assert_eq!(flag.fetch_update(SeqCst, SeqCst, |v| Some(!v)), Ok(false));
        assert_eq!(flag.try_update(SeqCst, SeqCst, |_| None), Err(true));
        assert_eq!(flag.try_update(SeqCst, SeqCst, |v| Some(!v)), Ok(true));
        assert!(!flag.update(SeqCst, SeqCst, |v| !v));
        assert!(flag.into_inner());
    });
}
