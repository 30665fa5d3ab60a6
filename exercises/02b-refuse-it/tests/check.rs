//! Asks the compiler which of your types may be sent and shared.

use std::marker::PhantomData;

use refuse_it::{Picture, Printer, Sketch, Window};

/// What the compiler says of `T`. Where the bound holds, the inherent constant is found first; elsewhere only the
/// trait's is left.
struct Probe<T>(PhantomData<T>);

#[allow(
    dead_code,
    reason = "as long as everything may be sent and shared, nobody falls back on it"
)]
trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
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
fn a_picture_may_be_sent_and_shared() {
    check("Picture", may_be_sent_and_shared!(Picture), true, true);
}

#[test]
fn a_window_stays_with_its_thread() {
    check("Window", may_be_sent_and_shared!(Window), false, false);
}

#[test]
fn a_sketch_may_be_sent_but_not_shared() {
    check("Sketch", may_be_sent_and_shared!(Sketch), true, false);
}

#[test]
fn a_printer_may_be_shared_but_not_sent() {
    check("Printer", may_be_sent_and_shared!(Printer), false, true);
}

/// The probe is only as good as its answers on types that everybody knows.
#[test]
fn the_probe_tells_numbers_and_raw_pointers_apart() {
    check("u32", may_be_sent_and_shared!(u32), true, true);
    check("*const u32", may_be_sent_and_shared!(*const u32), false, false);
}

#[test]
fn a_mark_takes_no_room() {
    let sizes = [
        ("Picture", size_of::<Picture>()),
        ("Window", size_of::<Window>()),
        ("Sketch", size_of::<Sketch>()),
        ("Printer", size_of::<Printer>()),
    ];
    for (name, size) in sizes {
        assert!(
            size == size_of::<u32>(),
            "a `{name}` has {size} bytes, its number 4: a mark is a field that takes no room, neither for itself \
             nor to be aligned"
        );
    }
}

#[test]
fn each_still_has_its_number() {
    assert_eq!(Picture::new(7).handle(), 7);
    assert_eq!(Window::new(2).handle(), 2);
    assert_eq!(Sketch::new(3).handle(), 3);
    assert_eq!(Printer::new(4).handle(), 4);
}
