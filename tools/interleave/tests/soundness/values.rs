//! Values that were made outside the closure: put back where their type is known to be plain, refused elsewhere.

use std::fmt::Debug;
use std::mem::ManuallyDrop;

use interleave::cell::{Cell, OnceCell, RefCell};
use interleave::sync::{LazyLock, Mutex, RwLock};
use interleave::{SearchError, check, model};

use super::refused;

#[test]
fn a_lock_first_used_as_one_of_a_trait_object_is_refused_in_the_next_search() {
    let lock = Mutex::new([7_u64; 512]);
    let verdict = check(|| {
        let shown: &Mutex<dyn Debug + Send> = &lock;
        assert!(format!("{:?}", shown.lock().unwrap()).starts_with("[7, 7"));
    });
    assert!(verdict.holds());
    let error = refused(|| lock.lock().unwrap()[0]);
    assert_eq!(error, SearchError::MadeOutside { kind: "Mutex" });
}

#[test]
fn a_lock_first_used_as_what_it_is_may_be_used_as_one_of_a_trait_object_afterwards() {
    let lock = Mutex::new([7_u64; 3]);
    model(|| lock.lock().unwrap()[0] = 1);
    model(|| {
        let shown: &Mutex<dyn Debug + Send> = &lock;
        assert_eq!(format!("{:?}", shown.lock().unwrap()), "[7, 7, 7]");
        let slice: &Mutex<[u64]> = &lock;
        slice.lock().unwrap()[2] = 9;
        assert_eq!(*lock.lock().unwrap(), [7, 7, 9]);
    });
}

#[test]
fn what_owns_memory_without_having_a_destructor_is_not_put_back() {
    let cell = Cell::new(ManuallyDrop::new(Box::new(1_u64)));
    let kept = std::cell::RefCell::new(Vec::new());
    let take = || {
        let boxed = cell.replace(ManuallyDrop::new(Box::new(2)));
        kept.borrow_mut().push(ManuallyDrop::into_inner(boxed));
    };
    assert!(check(take).holds());
    assert_eq!(refused(take), SearchError::MadeOutside { kind: "Cell" });
    assert_eq!(kept.borrow().len(), 1);
}

#[test]
fn a_mutable_reference_is_not_put_back() {
    let cell = Cell::new(Some(Box::leak(Box::new(1_u64))));
    let kept = std::cell::RefCell::new(Vec::new());
    let take = || {
        let taken = cell.take();
        kept.borrow_mut().extend(taken);
    };
    assert!(check(take).holds());
    assert_eq!(refused(take), SearchError::MadeOutside { kind: "Cell" });
    assert_eq!(kept.borrow().len(), 1);
}

#[test]
fn a_closure_that_makes_a_value_is_called_once() {
    let boxed = ManuallyDrop::new(Box::new(1_u64));
    let lazy = LazyLock::new(move || ManuallyDrop::into_inner(boxed));
    let force = || assert_eq!(**LazyLock::force(&lazy), 1);
    assert!(check(force).holds());
    let error = refused(force);
    assert_eq!(error, SearchError::MadeOutside { kind: "LazyLock" });
    let sentence = error.to_string();
    assert!(sentence.contains("say `LazyLock<T>`, whose maker is a plain function"), "{sentence}");
}

#[test]
fn numbers_and_what_is_made_of_them_start_fresh() {
    static NUMBER: Mutex<u32> = Mutex::new(1);
    static DOORS: Mutex<[bool; 3]> = Mutex::new([false; 3]);
    static OWNER: Mutex<Option<u32>> = Mutex::new(None);
    static PAIR: RwLock<(u32, u64)> = RwLock::new((1, 2));
    static NAME: Mutex<Option<&str>> = Mutex::new(None);
    static GRID: Mutex<[[u8; 3]; 3]> = Mutex::new([[0; 3]; 3]);
    static LAZY: LazyLock<u32> = LazyLock::new(|| *NUMBER.lock().unwrap() + 1);
    for _ in 0..3 {
        model(|| {
            let mut number = NUMBER.lock().unwrap();
            assert_eq!(std::mem::replace(&mut *number, 5), 1);
            drop(number);
            assert_eq!((*LAZY, *PAIR.read().unwrap()), (6, (1, 2)));
            assert!(!std::mem::replace(&mut DOORS.lock().unwrap()[1], true));
            assert_eq!(OWNER.lock().unwrap().replace(1), None);
            assert_eq!(NAME.lock().unwrap().replace("A"), None);
            assert_eq!(std::mem::replace(&mut GRID.lock().unwrap()[2][2], 1), 0);
            PAIR.write().unwrap().0 += 1;
        });
    }
}

#[test]
fn cells_outside_start_fresh() {
    let (counted, once) = (RefCell::new(1), OnceCell::new());
    for _ in 0..3 {
        model(|| {
            assert_eq!(counted.replace(2), 1);
            assert_eq!(once.set(3_u32), Ok(()));
            // It is borrowed at the end of the execution, and nobody will ever give that back.
            std::mem::forget(counted.borrow_mut());
        });
    }
    assert_eq!(once.into_inner(), Some(3));
}
