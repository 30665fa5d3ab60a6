//! `rc`: shared pointers for one thread.

use super::world::{always, rc};
use rc::Rc;

is_not!(Rc<u8>: Send);
is_not!(Rc<u8>: Sync);

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
