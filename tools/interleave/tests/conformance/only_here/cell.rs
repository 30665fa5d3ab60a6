//! `UnsafeCell::get_shared`: two may read at once.

use interleave::cell::UnsafeCell;
use interleave::thread;

struct Shared(UnsafeCell<u32>);

// SAFETY: the tests share it between threads only to read; who breaks that is found out.
unsafe impl Sync for Shared {}

#[test]
fn two_may_read_through_shared_pointers() {
    let shared = || Shared(UnsafeCell::new(1));
    interleave::model(|| {
        let cell = &shared();
        thread::scope(|s| {
            // SAFETY: nobody writes.
            let read = || assert_eq!(unsafe { *cell.0.get_shared() }, 1);
            s.spawn(read);
            read();
        });
    });
    let verdict = interleave::check(|| {
        let cell = &shared();
        thread::scope(|s| {
            s.spawn(|| _ = cell.0.get());
            _ = cell.0.get_shared();
        });
    });
    assert_eq!(verdict.counterexample().map(|found| found.kind()), Some("data_race"));
}
