//! `rc`: shared pointers for one thread.

use super::world::{always, rc};
use rc::{Rc, Weak};
use std::borrow::Borrow;
use std::hash::{BuildHasher, Hash, RandomState};

is_not!(Rc<u8>: Send);
is_not!(Rc<u8>: Sync);
is_not!(Weak<u8>: Send);
is_not!(Weak<u8>: Sync);
is!(Rc<u8>: Eq + Hash + Ord);

#[test]
fn handles_are_counted() {
    always(|| {
        let first = Rc::new(1);
        assert_eq!((Rc::strong_count(&first), *first), (1, 1));
        let second = Rc::clone(&first);
        assert_eq!((Rc::strong_count(&first), Rc::strong_count(&second)), (2, 2));
        drop(first);
        assert_eq!((Rc::strong_count(&second), *second), (1, 1));
    });
}

#[test]
fn the_last_handle_drops_the_value() {
    always(|| {
        let inner = Rc::new(());
        let first = Rc::new(Rc::clone(&inner));
        let second = first.clone();
        drop(first);
        assert_eq!(Rc::strong_count(&inner), 2);
        drop(second);
        assert_eq!(Rc::strong_count(&inner), 1);
    });
}

#[test]
fn equal_pointers_are_handles_on_the_same_value() {
    always(|| {
        let (first, other) = (Rc::new(1), Rc::new(1));
        assert!(Rc::ptr_eq(&first, &first.clone()));
        assert!(!Rc::ptr_eq(&first, &other));
    });
}

#[test]
fn it_is_made_from_nothing_or_a_value_and_prints_as_it() {
    always(|| {
        assert_eq!(*Rc::<u8>::default(), 0);
        assert_eq!(format!("{:?}", Rc::from(1)), "1");
    });
}

#[test]
fn a_weak_handle_does_not_keep_the_value() {
    always(|| {
        let first = Rc::new(7);
        let weak = Rc::downgrade(&first);
        let other = weak.clone();
        assert_eq!((Rc::strong_count(&first), Rc::weak_count(&first)), (1, 2));
        assert_eq!((weak.strong_count(), weak.weak_count()), (1, 2));
        assert!(weak.ptr_eq(&other) && weak.as_ptr() == Rc::as_ptr(&first));
        drop(other);
        let second = weak.upgrade().unwrap();
        assert_eq!((*second, Rc::strong_count(&first), Rc::weak_count(&first)), (7, 2, 1));
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
    });
}

#[test]
fn a_value_may_hold_a_weak_handle_on_itself() {
    struct Node(Weak<Node>, u8);

    always(|| {
        let node = Rc::new_cyclic(|me| {
            assert!(me.upgrade().is_none());
            Node(me.clone(), 7)
        });
        assert_eq!(node.0.upgrade().unwrap().1, 7);
        assert_eq!((Rc::strong_count(&node), Rc::weak_count(&node)), (1, 1));
    });
}

#[test]
fn the_only_handle_gives_the_value_away() {
    always(|| {
        let mut first = Rc::new(1);
        *Rc::get_mut(&mut first).unwrap() += 1;
        let mut second = Rc::clone(&first);
        assert_eq!(Rc::get_mut(&mut first), None);
        assert_eq!(Rc::into_inner(first), None);
        let weak = Rc::downgrade(&second);
        assert_eq!(Rc::get_mut(&mut second), None);
        drop(weak);
        assert_eq!(Rc::try_unwrap(second), Ok(2));
        let shared = Rc::new(3);
        let shared = (shared.clone(), shared);
        assert_eq!(Rc::try_unwrap(shared.0), Err(Rc::clone(&shared.1)));
        assert_eq!(Rc::unwrap_or_clone(shared.1.clone()), 3);
        assert_eq!(Rc::into_inner(shared.1), Some(3));
    });
}

#[test]
fn a_shared_value_is_changed_in_a_copy() {
    always(|| {
        let mut first = Rc::new(1);
        let second = Rc::clone(&first);
        *Rc::make_mut(&mut first) += 1;
        assert_eq!((*first, *second), (2, 1));
        assert_eq!((Rc::strong_count(&first), Rc::strong_count(&second)), (1, 1));
        *Rc::make_mut(&mut first) += 1;
        let weak = Rc::downgrade(&first);
        *Rc::make_mut(&mut first) += 1;
        assert_eq!((*first, weak.upgrade()), (4, None));
        assert_eq!((Rc::weak_count(&first), weak.weak_count()), (0, 0));
    });
}

#[test]
fn it_compares_as_its_value_and_lends_it() {
    always(|| {
        let (one, two) = (Rc::new(1), Rc::new(2));
        assert!(one == Rc::new(1) && one != two && one < two && one.cmp(&two).is_lt());
        assert!(one.partial_cmp(&two).is_some() && *one.as_ref() == 1);
        let hasher = RandomState::new();
        assert_eq!(hasher.hash_one(&one), hasher.hash_one(1_u8));
        let borrowed: &u8 = one.borrow();
        assert_eq!(*borrowed, 1);
    });
}

#[test]
fn it_may_hold_what_has_no_size() {
    always(|| {
        let text: Rc<str> = Rc::from("text");
        assert_eq!((&*text, format!("{text}").len()), ("text", 4));
        assert_eq!(text, Rc::from(String::from("text")));
        let numbers: Rc<[u8]> = Rc::from(vec![1, 2]);
        assert_eq!(*numbers, [1, 2]);
        let closure: Rc<dyn Fn() -> u8> = Rc::from(Box::new(|| 3_u8) as Box<dyn Fn() -> u8>);
        assert_eq!(closure.clone()(), 3);
    });
}
