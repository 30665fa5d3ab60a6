//! Asks the compiler which of your types may be sent and shared.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric cases: every type is asked for `Send` and for `Sync`.
//! - 3, one kind of type: a `Printer` may have a lifetime or not.
//! - a second one with the same number: `nothing_that_a_thread_must_have_alone_can_be_copied`.
//! - 6, the boundary: `any_number_is_still_a_valid_handle` tries 0 and `u32::MAX`.

use std::marker::PhantomData;

use refuse_it::{Picture, Printer, Sketch, Window};

/// What the compiler says about `T`. Where the bound holds, the inherent constant is found first; where it doesn't,
/// only the trait's is left.
struct Probe<T>(PhantomData<T>);

#[allow(
    dead_code,
    reason = "as long as every type may be sent and shared, nothing falls back on it"
)]
trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
    const IS_CLONE: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

impl<T: Clone> Probe<T> {
    const IS_CLONE: bool = true;
}

/// Whether a type may be sent, and whether it may be shared.
macro_rules! may_be_sent_and_shared {
    ($type:ty) => {
        (Probe::<$type>::IS_SEND, Probe::<$type>::IS_SYNC)
    };
}

#[track_caller]
fn check(name: &str, (is_send, is_sync): (bool, bool), send: bool, sync: bool) {
    let says = |is: bool| if is { "allows" } else { "forbids" };
    assert!(is_send == send, "the compiler {} sending a `{name}` to another thread", says(is_send));
    assert!(is_sync == sync, "the compiler {} sharing a `{name}` between threads", says(is_sync));
}

#[test]
fn a_picture_is_send_and_sync() {
    check("Picture", may_be_sent_and_shared!(Picture), true, true);
}

#[test]
fn a_window_is_neither_send_nor_sync() {
    check("Window", may_be_sent_and_shared!(Window), false, false);
}

#[test]
fn a_sketch_is_send_but_not_sync() {
    check("Sketch", may_be_sent_and_shared!(Sketch), true, false);
}

#[test]
fn a_printer_is_sync_but_not_send() {
    check("Printer", may_be_sent_and_shared!(Printer), false, true);
}

/// The probe is only as good as its answers about well-known types.
#[test]
fn the_probe_tells_numbers_and_raw_pointers_apart() {
    check("u32", may_be_sent_and_shared!(u32), true, true);
    check("*const u32", may_be_sent_and_shared!(*const u32), false, false);
}

/// A copy would be a second sketch with the same number, and each of two threads could have one.
#[test]
fn nothing_that_a_thread_must_have_alone_can_be_copied() {
    let types = [
        ("Window", Probe::<Window>::IS_CLONE),
        ("Sketch", Probe::<Sketch>::IS_CLONE),
        ("Printer", Probe::<Printer>::IS_CLONE),
    ];
    for (name, is_clone) in types {
        assert!(!is_clone, "a `{name}` can be cloned, so two threads can have the same one");
    }
    const { assert!(Probe::<u32>::IS_CLONE, "the probe doesn't know that a number can be cloned") };
}

#[test]
fn no_type_has_grown() {
    let sizes = [
        ("Picture", size_of::<Picture>()),
        ("Window", size_of::<Window>()),
        ("Sketch", size_of::<Sketch>()),
        ("Printer", size_of::<Printer>()),
    ];
    for (name, size) in sizes {
        assert!(
            size == size_of::<u32>(),
            "a `{name}` has {size} bytes, and its number has 4: the other field must take up no space, neither for its \
             value nor for its alignment"
        );
    }
}

#[test]
fn any_number_is_still_a_valid_handle() {
    for number in [0, 1, 7, u32::MAX] {
        assert_eq!(Picture::new(number).handle(), number, "the handle of `Picture::new({number})`");
        assert_eq!(Window::new(number).handle(), number, "the handle of `Window::new({number})`");
        assert_eq!(Sketch::new(number).handle(), number, "the handle of `Sketch::new({number})`");
        assert_eq!(Printer::new(number).handle(), number, "the handle of `Printer::new({number})`");
    }
}
