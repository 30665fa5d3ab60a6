//! `Arc` and `Weak`: shared pointers for all threads.

use std::any::Any;
use std::borrow::{Borrow, Cow};
use std::collections::HashSet;
use std::error::Error;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::hash::{BuildHasher, Hash, RandomState};
use std::panic::UnwindSafe;
use std::path::{Path, PathBuf};

use super::world::{always, cell, one_of, rc, sync, thread};
use cell::Cell;
use rc::Rc;
use sync::atomic::{AtomicU32, Ordering::Relaxed};
use sync::{Arc, Mutex, Weak};

is!(Arc<u8>: Send);
is!(Arc<u8>: Sync);
is!(Weak<u8>: Send);
is!(Weak<u8>: Sync);
is!(Arc<u8>: Eq + Hash + Ord + UnwindSafe + Unpin);
is_not!(Arc<Cell<u8>>: Send);
is_not!(Arc<Rc<u8>>: Sync);
is_not!(Weak<Cell<u8>>: Send);

#[test]
fn handles_are_counted() {
    always(|| {
        let first = Arc::new(1);
        assert_eq!((Arc::strong_count(&first), *first), (1, 1));
        let second = Arc::clone(&first);
        assert_eq!((Arc::strong_count(&first), Arc::strong_count(&second)), (2, 2));
        drop(first);
        assert_eq!((Arc::strong_count(&second), *second), (1, 1));
    });
}

#[test]
fn handles_of_other_threads_are_counted() {
    always(|| {
        let first = Arc::new(1);
        let second = Arc::clone(&first);
        let other = thread::spawn(move || *second);
        let count = Arc::strong_count(&first);
        assert!(count == 1 || count == 2);
        assert_eq!(other.join().unwrap(), 1);
        assert_eq!(Arc::strong_count(&first), 1);
    });
}

#[test]
fn of_two_calls_of_into_inner_exactly_one_gets_the_value() {
    one_of([(None, Some(7)), (Some(7), None)], || {
        let mine = Arc::new(7);
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || Arc::into_inner(theirs));
        (Arc::into_inner(mine), other.join().unwrap())
    });
}

#[test]
fn of_two_calls_of_try_unwrap_none_need_succeed() {
    one_of([(None, Some(7)), (Some(7), None), (None, None)], || {
        let mine = Arc::new(7);
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || Arc::try_unwrap(theirs).ok());
        (Arc::try_unwrap(mine).ok(), other.join().unwrap())
    });
}

#[test]
fn the_last_handle_drops_the_value() {
    always(|| {
        let inner = Arc::new(());
        let first = Arc::new(Arc::clone(&inner));
        let second = first.clone();
        drop(first);
        assert_eq!(Arc::strong_count(&inner), 2);
        drop(second);
        assert_eq!(Arc::strong_count(&inner), 1);
    });
}

#[test]
fn the_destructor_sees_what_every_owner_did() {
    struct Sum([AtomicU32; 2]);

    impl Drop for Sum {
        fn drop(&mut self) {
            assert_eq!(self.0[0].load(Relaxed) + self.0[1].load(Relaxed), 3);
        }
    }

    always(|| {
        let mine = Arc::new(Sum([0, 0].map(AtomicU32::new)));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || theirs.0[0].store(1, Relaxed));
        mine.0[1].store(2, Relaxed);
        drop(mine);
        other.join().unwrap();
    });
}

#[test]
fn equal_pointers_are_handles_on_the_same_value() {
    always(|| {
        let (first, other) = (Arc::new(1), Arc::new(1));
        assert!(Arc::ptr_eq(&first, &first.clone()));
        assert!(!Arc::ptr_eq(&first, &other));
        assert_eq!(format!("{first:p}"), format!("{:p}", Arc::as_ptr(&first)));
    });
}

#[test]
fn it_is_made_from_nothing_or_a_value_and_prints_as_it() {
    always(|| {
        assert_eq!(*Arc::<u8>::default(), 0);
        assert_eq!((&*Arc::<str>::default(), Arc::<[u8]>::default().len()), ("", 0));
        assert_eq!(format!("{:?}", Arc::from(1)), "1");
        assert_eq!(*Arc::pin(3), 3);
    });
}

#[test]
fn a_weak_handle_does_not_keep_the_value() {
    always(|| {
        let first = Arc::new(7);
        let weak = Arc::downgrade(&first);
        let other = weak.clone();
        assert_eq!((Arc::strong_count(&first), Arc::weak_count(&first)), (1, 2));
        assert_eq!((weak.strong_count(), weak.weak_count()), (1, 2));
        assert!(weak.ptr_eq(&other) && weak.as_ptr() == Arc::as_ptr(&first));
        drop(other);
        let second = weak.upgrade().unwrap();
        assert_eq!((*second, Arc::strong_count(&first), Arc::weak_count(&first)), (7, 2, 1));
        drop((first, second));
        assert!(weak.upgrade().is_none());
        assert_eq!((weak.strong_count(), weak.weak_count()), (0, 0));
    });
}

#[test]
fn a_weak_handle_may_be_on_nothing() {
    always(|| {
        let nothing = const { Weak::<u8>::new() };
        assert!(nothing.upgrade().is_none() && nothing.ptr_eq(&Weak::default()));
        assert_eq!((nothing.strong_count(), nothing.weak_count()), (0, 0));
        assert_eq!(format!("{:?}", nothing.clone()), "(Weak)");
        let raw = nothing.into_raw();
        // SAFETY: the pointer comes from `into_raw`, and is used once.
        assert!(unsafe { Weak::from_raw(raw) }.upgrade().is_none());
    });
}

#[test]
fn a_value_may_hold_a_weak_handle_on_itself() {
    struct Node(Weak<Node>, u8);

    always(|| {
        let node = Arc::new_cyclic(|me| {
            assert!(me.upgrade().is_none());
            Node(me.clone(), 7)
        });
        assert_eq!(node.0.upgrade().unwrap().1, 7);
        assert_eq!((Arc::strong_count(&node), Arc::weak_count(&node)), (1, 1));
    });
}

#[test]
fn the_only_handle_gives_the_value_away() {
    always(|| {
        let mut first = Arc::new(1);
        *Arc::get_mut(&mut first).unwrap() += 1;
        let mut second = Arc::clone(&first);
        assert_eq!(Arc::get_mut(&mut first), None);
        assert_eq!(Arc::into_inner(first), None);
        let weak = Arc::downgrade(&second);
        assert_eq!(Arc::get_mut(&mut second), None);
        drop(weak);
        assert_eq!(Arc::try_unwrap(second), Ok(2));
        let shared = Arc::new(3);
        let shared = (shared.clone(), shared);
        assert_eq!(Arc::try_unwrap(shared.0), Err(Arc::clone(&shared.1)));
        assert_eq!(Arc::unwrap_or_clone(shared.1.clone()), 3);
        assert_eq!(Arc::into_inner(shared.1), Some(3));
    });
}

#[test]
fn a_value_that_is_unwrapped_is_gone_for_the_weak() {
    always(|| {
        let first = Arc::new(1);
        let weak = Arc::downgrade(&first);
        assert_eq!(Arc::try_unwrap(first), Ok(1));
        assert!(weak.upgrade().is_none());
    });
}

#[test]
fn a_shared_value_is_changed_in_a_copy() {
    always(|| {
        let mut first = Arc::new(1);
        let second = Arc::clone(&first);
        *Arc::make_mut(&mut first) += 1;
        assert_eq!((*first, *second), (2, 1));
        assert_eq!((Arc::strong_count(&first), Arc::strong_count(&second)), (1, 1));
        *Arc::make_mut(&mut first) += 1;
        let weak = Arc::downgrade(&first);
        *Arc::make_mut(&mut first) += 1;
        assert_eq!((*first, weak.upgrade()), (4, None));
        assert_eq!((Arc::weak_count(&first), weak.weak_count()), (0, 0));
    });
}

#[test]
fn a_handle_may_be_a_pointer_for_a_while() {
    always(|| {
        let first = Arc::new(Mutex::new(1));
        let raw = Arc::into_raw(Arc::clone(&first));
        assert_eq!((Arc::strong_count(&first), raw), (2, Arc::as_ptr(&first)));
        // SAFETY: the pointer comes from `into_raw`, and as many handles are taken back as were left there.
        let (second, third) = unsafe {
            Arc::increment_strong_count(raw);
            assert_eq!(Arc::strong_count(&first), 3);
            Arc::increment_strong_count(raw);
            Arc::decrement_strong_count(raw);
            (Arc::from_raw(raw), Arc::from_raw(raw))
        };
        assert!(Arc::ptr_eq(&second, &first) && Arc::ptr_eq(&third, &first));
        drop((second, third));
        let weak = Arc::downgrade(&first).into_raw();
        // SAFETY: the pointer comes from `into_raw`, and is used once.
        let weak = unsafe { Weak::from_raw(weak) };
        assert_eq!((Arc::strong_count(&first), Arc::weak_count(&first)), (1, 1));
        drop(first);
        assert!(weak.upgrade().is_none());
    });
}

#[test]
fn it_compares_as_its_value_and_lends_it() {
    always(|| {
        let (one, two) = (Arc::new(1), Arc::new(2));
        assert!(one == Arc::new(1) && one != two && one < two && one.cmp(&two).is_lt());
        assert!(one.partial_cmp(&two).is_some() && *one.as_ref() == 1);
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&one), hasher.hash_one(1_u8));
        let borrowed: &u8 = one.borrow();
        assert_eq!(*borrowed, 1);
        assert!(HashSet::from([one]).contains(&1));
        let error: Arc<dyn Error> = Arc::from(Box::<dyn Error>::from("wrong"));
        assert!(
            error.to_string() == "wrong" && Error::source(&Arc::new(std::fmt::Error)).is_none()
        );
    });
}

#[test]
fn it_may_hold_what_has_no_size() {
    always(|| {
        let text: Arc<str> = Arc::from("text");
        assert_eq!((&*text, format!("{text}").len()), ("text", 4));
        assert_eq!(text, Arc::from(String::from("text")));
        assert_eq!(*Arc::<[u8]>::from(text), *b"text");
        let numbers: Arc<[u8]> = Arc::from(vec![1, 2]);
        assert_eq!(*numbers, [1, 2]);
        assert_eq!(numbers, Arc::from([1, 2]));
        assert_eq!(numbers, Arc::from(&[1, 2][..]));
        assert_eq!(numbers, [1, 2].into_iter().collect());
        assert_eq!(<Arc<[u8; 2]>>::try_from(numbers.clone()).as_deref(), Ok(&[1, 2]));
        assert_eq!(<Arc<[u8; 3]>>::try_from(numbers.clone()), Err(numbers));
        let closure: Arc<dyn Fn() -> u8> = Arc::from(Box::new(|| 3_u8) as Box<dyn Fn() -> u8>);
        assert_eq!(closure.clone()(), 3);
    });
}

#[test]
fn it_is_made_of_texts_of_every_kind() {
    always(|| {
        let texts: [Arc<str>; 2] = [Cow::Borrowed("a"), Cow::Owned("a".into())].map(Arc::from);
        assert_eq!(texts[0], texts[1]);
        let path: Arc<Path> = Arc::from(PathBuf::from("a"));
        assert_eq!(path, Arc::from(Path::new("a")));
        let os: Arc<OsStr> = Arc::from(OsString::from("a"));
        assert_eq!(os, Arc::from(OsStr::new("a")));
        let c: Arc<CStr> = Arc::from(CString::from(c"a"));
        assert_eq!(c, Arc::from(c"a"));
    });
}

#[test]
fn one_of_any_type_remembers_which() {
    always(|| {
        let any = || -> Arc<dyn Any + Send + Sync> {
            Arc::from(Box::new(7_u8) as Box<dyn Any + Send + Sync>)
        };
        assert_eq!(any().downcast::<u8>().as_deref().ok(), Some(&7));
        assert!(any().downcast::<u16>().is_err());
    });
}

#[test]
fn it_works_outside_of_everything() {
    let first = Arc::new(1);
    let weak = Arc::downgrade(&first);
    let second = weak.upgrade().unwrap();
    assert_eq!((Arc::strong_count(&first), Arc::weak_count(&second)), (2, 1));
    always(|| {
        let third = Arc::clone(&first);
        assert_eq!(Arc::strong_count(&third), 3);
    });
    drop(first);
    assert_eq!(Arc::try_unwrap(second), Ok(1));
}
