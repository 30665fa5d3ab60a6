//! References that outlive the execution that handed them out refer to a value of their own.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use interleave::cell::UnsafeCell;
use interleave::sync::{LazyLock, Mutex, MutexGuard, OnceLock, RwLock};
use interleave::{check, model};

/// A value whose bytes mean something else in each of its variants.
type Either = Result<&'static str, [usize; 2]>;

#[test]
fn a_reference_out_of_a_static_once_lock_stays_what_it_is() {
    static PLACE: OnceLock<Either> = OnceLock::new();
    let kept = std::cell::Cell::new(None::<&'static Either>);
    model(|| kept.set(Some(PLACE.get_or_init(|| Ok("fine")))));
    model(|| assert!(PLACE.set(Err([0x1234, 64])).is_ok()));
    model(|| assert_eq!(PLACE.get(), None));
    assert_eq!(kept.get(), Some(&Ok("fine")));
}

#[test]
fn a_reference_out_of_a_static_lazy_lock_stays_what_it_is() {
    static TEXT: LazyLock<String> = LazyLock::new(|| "fine".repeat(20));
    let kept = std::cell::RefCell::new(Vec::<&'static String>::new());
    for _ in 0..3 {
        model(|| kept.borrow_mut().push(&TEXT));
    }
    let kept = kept.into_inner();
    assert!(kept.iter().all(|text| **text == "fine".repeat(20)));
    assert!(!std::ptr::eq(kept[0], kept[1]) && !std::ptr::eq(kept[1], kept[2]));
}

#[test]
fn a_leaked_guard_refers_to_data_that_the_next_execution_does_not_have() {
    static LOCK: Mutex<u64> = Mutex::new(1);
    let kept = std::cell::RefCell::new(Vec::<&'static mut u64>::new());
    for _ in 0..3 {
        let verdict = check(|| {
            let guard: &'static mut MutexGuard<'_, u64> = Box::leak(Box::new(LOCK.lock().unwrap()));
            **guard += 1;
            kept.borrow_mut().push(&mut **guard);
        });
        assert!(verdict.holds(), "{verdict:?}");
    }
    let kept = kept.into_inner();
    for mine in kept {
        *mine += 1;
        assert_eq!(*mine, 3);
    }
    model(|| assert_eq!(*LOCK.lock().unwrap(), 1));
}

#[test]
fn a_leaked_reader_reads_what_it_has_read() {
    static LOCK: RwLock<[u32; 2]> = RwLock::new([1, 2]);
    let kept = std::cell::Cell::new(None::<&'static [u32; 2]>);
    model(|| {
        let guard = Box::leak(Box::new(LOCK.read().unwrap()));
        kept.set(Some(guard));
    });
    model(|| *LOCK.write().unwrap() = [3, 4]);
    model(|| assert_eq!(*LOCK.read().unwrap(), [1, 2]));
    assert_eq!(kept.get(), Some(&[1, 2]));
}

/// A lock as a learner writes it, on a static; its guard is leaked.
#[test]
fn a_pointer_out_of_a_static_cell_refers_to_data_that_the_next_execution_does_not_have() {
    struct Once {
        taken: interleave::sync::atomic::AtomicBool,
        value: UnsafeCell<u32>,
    }
    // SAFETY: the value is handed out once.
    unsafe impl Sync for Once {}
    impl Once {
        #[expect(clippy::mut_from_ref, reason = "it is handed out once")]
        fn take(&self) -> Option<&mut u32> {
            let first = !self.taken.swap(true, SeqCst);
            // SAFETY: the flag was down, and stays up.
            first.then(|| unsafe { &mut *self.value.get() })
        }
    }
    static ONCE: Once =
        Once { taken: interleave::sync::atomic::AtomicBool::new(false), value: UnsafeCell::new(1) };
    let kept = std::cell::RefCell::new(Vec::<&'static mut u32>::new());
    for _ in 0..3 {
        model(|| kept.borrow_mut().extend(ONCE.take()));
    }
    for mine in kept.into_inner() {
        *mine += 1;
        assert_eq!(*mine, 2);
    }
}

#[test]
fn what_a_model_has_filled_is_not_looked_at_from_another_thread() {
    static PLACE: OnceLock<Either> = OnceLock::new();
    static DONE: AtomicBool = AtomicBool::new(false);
    let others = std::thread::spawn(|| {
        let mut seen = std::collections::BTreeSet::new();
        while !DONE.load(SeqCst) {
            seen.insert(format!("{PLACE:?}"));
        }
        seen
    });
    for _ in 0..2_000 {
        assert!(check(|| _ = PLACE.set(Ok("fine"))).holds());
        assert!(check(|| _ = PLACE.set(Err([0x1234, 64]))).holds());
    }
    model(|| {
        assert_eq!(format!("{PLACE:?}"), "OnceLock(<uninit>)");
        _ = PLACE.set(Ok("fine"));
        assert_eq!(format!("{PLACE:?}"), "OnceLock(Ok(\"fine\"))");
    });
    DONE.store(true, SeqCst);
    let allowed = ["OnceLock(<known to the model>)", "OnceLock(<uninit>)"];
    let seen = others.join().unwrap();
    assert!(seen.iter().all(|text| allowed.contains(&text.as_str())), "{seen:?}");
}
