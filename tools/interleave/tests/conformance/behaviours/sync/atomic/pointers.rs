//! Pointers to what is inside: std hands them out and takes them, and the facade says why it cannot.

use super::panic_of;
use super::world::sync::atomic::{AtomicPtr, AtomicU32, Ordering::SeqCst};
use super::world::{IS_STD, always};

#[test]
fn a_pointer_to_the_value_cannot_be_watched() {
    let no = "`AtomicU32::as_ptr` cannot be modelled: the explorer would not see what is done through the pointer";
    always(|| {
        let atomic = AtomicU32::new(1);
        if IS_STD {
            // SAFETY: nobody else uses the atomic.
            assert_eq!(unsafe { *atomic.as_ptr() }, 1);
        } else {
            assert_eq!(panic_of(|| atomic.as_ptr()), no);
        }
    });
}

#[test]
fn an_atomic_over_a_value_elsewhere_cannot_be_watched() {
    let no = "`AtomicPtr::from_ptr` cannot be modelled: the explorer would not see what else is done to the value";
    always(|| {
        let mut value = std::ptr::null_mut::<u8>();
        let place = &raw mut value;
        // SAFETY: the pointer is valid and aligned, and used in no other way meanwhile.
        let atomic = || unsafe { AtomicPtr::from_ptr(place) };
        if IS_STD {
            assert!(atomic().load(SeqCst).is_null());
        } else {
            assert_eq!(panic_of(|| _ = atomic()), no);
        }
    });
}
