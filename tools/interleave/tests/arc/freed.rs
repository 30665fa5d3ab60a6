//! Counts of the program's own: who frees the value must have acquired what the other owners released.

use std::ptr::NonNull;

use expect_test::expect_file;
use interleave::cell::{Cell, UnsafeCell};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering, Ordering::*, fence};
use interleave::{FailureKind, thread};

struct Inner {
    count: AtomicU32,
    value: UnsafeCell<u32>,
}

/// A handle, as one writes it to learn what std's does.
struct Handle {
    inner: NonNull<Inner>,
    orders: (Ordering, Option<Ordering>),
}

// SAFETY: the count keeps the value alive for as long as there is a handle.
unsafe impl Send for Handle {}

impl Handle {
    fn two(orders: (Ordering, Option<Ordering>)) -> [Handle; 2] {
        let inner = Inner { count: AtomicU32::new(2), value: UnsafeCell::new(0) };
        let inner = NonNull::from(Box::leak(Box::new(inner)));
        [Handle { inner, orders }, Handle { inner, orders }]
    }

    fn inner(&self) -> &Inner {
        // SAFETY: this handle is counted, so the value is still there.
        unsafe { self.inner.as_ref() }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let (release, acquire) = self.orders;
        if self.inner().count.fetch_sub(1, release) == 1 {
            if let Some(acquire) = acquire {
                fence(acquire);
            }
            // SAFETY: this was the last handle.
            drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
        }
    }
}

fn two_owners(orders: (Ordering, Option<Ordering>)) {
    let [mine, theirs] = Handle::two(orders);
    let other = thread::spawn(move || theirs.inner().value.with_mut(|_| {}));
    drop(mine);
    other.join().unwrap();
}

#[test]
fn the_last_owner_must_acquire_before_it_frees() {
    assert!(interleave::check(|| two_owners((Release, Some(Acquire)))).holds());
    assert!(interleave::check(|| two_owners((AcqRel, None))).holds());
    assert!(interleave::check(|| two_owners((SeqCst, None))).holds());
    let found =
        interleave::check(|| two_owners((Release, None))).expect_fails(FailureKind::DataRace);
    expect_file!["pictures/freed.txt"].assert_eq(&found.render(100, false));
}

/// A value that std's `Arc` shares, which the explorer does not see.
struct Board {
    count: AtomicU32,
    slots: [Cell<u32>; 2],
}

// SAFETY: each thread has a slot of its own.
unsafe impl Sync for Board {}

/// Both threads count in this way, and the last handle is dropped in either.
fn counted(start: u32, count: fn(&AtomicU32)) {
    let mine = std::sync::Arc::new(Board {
        count: AtomicU32::new(start),
        slots: [Cell::new(0), Cell::new(0)],
    });
    let theirs = std::sync::Arc::clone(&mine);
    let other = thread::spawn(move || {
        theirs.slots[1].set(1);
        count(&theirs.count);
        drop(theirs);
    });
    mine.slots[0].set(1);
    count(&mine.count);
    drop(mine);
    other.join().unwrap();
}

/// What a thread does to a number.
type Change = fn(&AtomicU32);

#[test]
fn what_stds_arc_frees_is_no_false_alarm() {
    let ways: [(u32, Change); 8] = [
        (0, |count| _ = count.fetch_add(1, Relaxed)),
        (0, |count| _ = count.fetch_add(1, Release)),
        (2, |count| _ = count.fetch_sub(1, Relaxed)),
        (2, |count| _ = count.fetch_sub(1, AcqRel)),
        (3, |count| _ = count.fetch_sub(1, Release)),
        (2, |count| {
            if count.fetch_sub(1, Release) == 1 {
                count.load(Acquire);
            }
        }),
        (0, |count| {
            count.fetch_add(1, Relaxed);
            count.fetch_sub(1, Release);
        }),
        (1, |count| count.store(0, Release)),
    ];
    for (way, (start, count)) in ways.into_iter().enumerate() {
        let verdict = interleave::check(|| counted(start, count));
        assert!(verdict.holds(), "{way}: {}", verdict.counterexample().unwrap());
    }
}

#[test]
fn what_a_modelled_arc_frees_is_no_false_alarm() {
    let verdict = interleave::check(|| {
        let slots = [Cell::new(0), Cell::new(0)];
        let mine = Arc::new(Board { count: AtomicU32::new(2), slots });
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || {
            theirs.slots[1].set(1);
            theirs.count.fetch_sub(1, Release);
        });
        mine.slots[0].set(1);
        mine.count.fetch_sub(1, Release);
        drop(mine);
        other.join().unwrap();
    });
    verdict.expect_holds();
}
