//! `AtomicPtr`.

use super::world::sync::atomic::{AtomicPtr, Ordering::SeqCst};
use super::world::{always, thread};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::ptr::null_mut;

is!(AtomicPtr<u8>: Send + Sync + UnwindSafe + RefUnwindSafe);

#[test]
fn it_is_made_read_written_and_consumed() {
    always(|| {
        let (mut a, mut b) = (1, 2);
        let (a, b): (*mut i32, *mut i32) = (&mut a, &mut b);
        let mut pointer = AtomicPtr::new(a);
        assert_eq!(*pointer.get_mut(), a);
        assert_eq!(pointer.load(SeqCst), a);
        pointer.store(b, SeqCst);
        assert_eq!(pointer.swap(null_mut(), SeqCst), b);
        assert!(pointer.get_mut().is_null());
        *pointer.get_mut() = b;
        assert_eq!(pointer.load(SeqCst), b);
        assert_eq!(pointer.into_inner(), b);
        assert_eq!(AtomicPtr::new(a).into_inner(), a);
    });
}

#[test]
fn it_comes_from_nothing_or_a_pointer_and_prints_as_one() {
    always(|| {
        assert!(AtomicPtr::<u8>::default().load(SeqCst).is_null());
        assert!(const { AtomicPtr::<u8>::new(null_mut()) }.load(SeqCst).is_null());
        let mut value = 1;
        let raw: *mut i32 = &mut value;
        let pointer = AtomicPtr::from(raw);
        assert_eq!(format!("{pointer:?}"), format!("{raw:?}"));
        pointer.store(null_mut(), SeqCst);
        assert_eq!(format!("{pointer:?}"), "0x0");
    });
}

#[test]
fn an_exchange_compares_first() {
    always(|| {
        let (mut a, mut b) = (1, 2);
        let (a, b): (*mut i32, *mut i32) = (&mut a, &mut b);
        let pointer = AtomicPtr::new(a);
        assert_eq!(pointer.compare_exchange(b, a, SeqCst, SeqCst), Err(a));
        assert_eq!(pointer.compare_exchange(a, b, SeqCst, SeqCst), Ok(a));
        assert_eq!(pointer.compare_exchange_weak(a, b, SeqCst, SeqCst), Err(b));
        while pointer.compare_exchange_weak(b, a, SeqCst, SeqCst).is_err() {}
        assert_eq!(pointer.into_inner(), a);
    });
}

#[test]
fn a_function_updates_it() {
    always(|| {
        let (mut a, mut b) = (1, 2);
        let (a, b): (*mut i32, *mut i32) = (&mut a, &mut b);
        let other = |p| if p == a { b } else { a };
        let pointer = AtomicPtr::new(a);
        assert_eq!(pointer.fetch_update(SeqCst, SeqCst, |_| None), Err(a));
        assert_eq!(pointer.fetch_update(SeqCst, SeqCst, |p| Some(other(p))), Ok(a));
        assert_eq!(pointer.try_update(SeqCst, SeqCst, |_| None), Err(b));
        assert_eq!(pointer.try_update(SeqCst, SeqCst, |p| Some(other(p))), Ok(b));
        assert_eq!(pointer.update(SeqCst, SeqCst, other), a);
        assert_eq!(pointer.into_inner(), b);
    });
}

#[test]
fn it_moves_by_values_and_by_bytes() {
    always(|| {
        let mut values = [1_u16, 2, 3];
        let first = values.as_mut_ptr();
        let pointer = AtomicPtr::new(first);
        assert_eq!(pointer.fetch_ptr_add(2, SeqCst), first);
        assert_eq!(pointer.fetch_ptr_sub(1, SeqCst), first.wrapping_add(2));
        // SAFETY: it points to the second of three values.
        assert_eq!(unsafe { *pointer.load(SeqCst) }, 2);
        assert_eq!(pointer.fetch_byte_add(2, SeqCst), first.wrapping_add(1));
        assert_eq!(pointer.fetch_byte_sub(4, SeqCst), first.wrapping_add(2));
        assert_eq!(pointer.into_inner(), first);
    });
}

#[test]
fn an_aligned_address_has_a_bit_to_spare() {
    always(|| {
        let mut value = 1_u16;
        let untagged: *mut u16 = &mut value;
        let tagged = untagged.map_addr(|address| address | 1);
        let pointer = AtomicPtr::new(untagged);
        assert_eq!(pointer.fetch_or(1, SeqCst), untagged);
        assert_eq!(pointer.fetch_xor(1, SeqCst), tagged);
        assert_eq!(pointer.fetch_xor(1, SeqCst), untagged);
        assert_eq!(pointer.fetch_and(!1, SeqCst), tagged);
        assert_eq!(pointer.into_inner(), untagged);
    });
}

#[test]
fn what_was_published_through_it_can_be_read() {
    always(|| {
        let place = AtomicPtr::new(null_mut());
        thread::scope(|s| {
            s.spawn(|| place.store(Box::into_raw(Box::new(7)), SeqCst));
        });
        // SAFETY: the thread has ended that stored a box's pointer, and nobody else takes the box.
        assert_eq!(*unsafe { Box::from_raw(place.into_inner()) }, 7);
    });
}
