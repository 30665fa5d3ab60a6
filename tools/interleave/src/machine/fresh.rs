//! Objects that outlive an execution, and start every execution with their initial values.
//!
//! Such an object is a static, or was made outside the closure. If its value is [plain](super::plain), its bytes
//! are put back. Any other value may own memory that the last execution freed, so it can't be used in a second one.
//! The bytes must be put back where no reference points any more, but a leaked guard yields a reference that lives
//! as long as a static does. So if an execution has lent something from an object's value, and it did not come
//! back, then the next execution has *a place of its own* for that value.

use std::alloc::{Layout, alloc};
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, AtomicUsize, Ordering::Relaxed};

use crate::machine::entry;
use crate::machine::execution::Execution;

/// An object's number, and the execution in which it has that number; moves with the object.
///
/// It is zero until the first use, so that `new` can be `const`.
pub(crate) struct Stamp(AtomicU64);

const INDEX_BITS: u32 = 24;

impl Stamp {
    pub(crate) const fn new() -> Self {
        Stamp(AtomicU64::new(0))
    }

    /// The object's number, if this execution has met it.
    #[inline]
    pub(crate) fn index(&self, execution: u64) -> Option<u32> {
        let stamp = self.0.load(Relaxed);
        (stamp >> INDEX_BITS == execution).then_some((stamp & ((1 << INDEX_BITS) - 1)) as u32)
    }

    pub(crate) fn set(&self, execution: u64, index: u32) {
        assert!(index < 1 << INDEX_BITS, "an execution has less than 16,777,216 objects");
        self.0.store((execution << INDEX_BITS) | u64::from(index), Relaxed);
    }

    pub(crate) fn forget(&self) {
        self.0.store(0, Relaxed);
    }

    /// Whether the object was used before, in any execution.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Relaxed) != 0
    }
}

/// The number of the next execution; zero is never used.
pub(crate) fn next_execution() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Relaxed)
}

/// The stamp of an object with data of its own, and what is known about that data.
pub(crate) struct Home {
    stamp: Stamp,
    /// Null until the first use, and for a value that can't be put back or has no bytes.
    kept: AtomicPtr<Kept>,
}

/// A value that can be put back. All of this is used by one thread at a time: the one that runs the model.
struct Kept {
    /// What the value was at the first use.
    initial: Initial,
    layout: Layout,
    /// Where the value is in the running execution; null if the object itself holds it.
    place: AtomicPtr<u8>,
    /// How many guards, references and pointers to that place the execution has handed out and not seen again.
    lent: AtomicU32,
}

/// The bytes of a value; most values have few.
enum Initial {
    Few([MaybeUninit<u8>; FEW]),
    Many(Box<[MaybeUninit<u8>]>),
}

const FEW: usize = 16;

impl Home {
    pub(crate) const fn new() -> Self {
        Home { stamp: Stamp::new(), kept: AtomicPtr::new(ptr::null_mut()) }
    }

    /// The execution in which the object was used last.
    #[inline]
    pub(crate) fn execution(&self) -> u64 {
        self.stamp.0.load(Relaxed) >> INDEX_BITS
    }

    /// Whether the object has yet to be used in this execution.
    #[inline]
    pub(crate) fn is_new(&self, execution: &Execution) -> bool {
        self.stamp.index(execution.number).is_none()
    }

    /// Where the value is: inside the object, or in a place of the running execution's own.
    pub(crate) fn place<T: ?Sized>(&self, inside: *mut T) -> *mut T {
        let place = self.kept().map_or(ptr::null_mut(), |kept| kept.place.load(Relaxed));
        if place.is_null() { inside } else { at(place, inside) }
    }

    /// Consumes the object, and returns its value.
    pub(crate) fn into_value<T>(self, inside: UnsafeCell<T>) -> T {
        let place = self.place(inside.get());
        if place == inside.get() {
            return inside.into_inner();
        }
        // SAFETY: *plain*: only such values are elsewhere, so this one may be copied, and the one inside needs no
        // destructor. *Exclusive*: the object is consumed, so nothing borrows from it.
        unsafe { ptr::read(place) }
    }

    /// Notes that the program gets a reference to the value, which it may keep: see [`Home::take_back`].
    #[inline]
    pub(crate) fn lend(&self) {
        if let Some(kept) = self.kept() {
            kept.lent.store(kept.lent.load(Relaxed) + 1, Relaxed);
        }
    }

    /// Notes that a guard that was lent in this execution is dropped.
    #[inline]
    pub(crate) fn take_back(&self) {
        if let Some(kept) = self.kept() {
            kept.lent.store(kept.lent.load(Relaxed) - 1, Relaxed);
        }
    }

    /// Called at the first use in an execution: puts the initial value back, or remembers it at the very first use.
    ///
    /// `size_of_plain` says how many bytes the value has, if they may be copied. Returns false if the object was
    /// used in an earlier execution and its value can't be put back.
    ///
    /// # Safety
    ///
    /// `inside` points to the value in the object, and nothing has borrowed from that value in this execution.
    pub(crate) unsafe fn renew<T: ?Sized>(
        &self,
        inside: *mut T,
        size_of_plain: impl Fn(*mut T) -> Option<usize>,
        execution: u64,
        index: u32,
    ) -> bool {
        let is_older = self.stamp.is_set();
        self.stamp.set(execution, index);
        match self.kept() {
            // The value has no bytes, or isn't plain, or was first used as a type that doesn't say.
            None if is_older => size_of_plain(inside) == Some(0),
            None => {
                if size_of_plain(inside).is_some_and(|size| size > 0) {
                    // SAFETY: *a place of its own*: no execution has used the value before, so nothing refers to
                    // it.
                    let kept = unsafe { Kept::new(inside) };
                    self.kept.store(Box::into_raw(Box::new(kept)), Relaxed);
                }
                true
            }
            Some(kept) => kept.put_back(inside.cast()),
        }
    }

    /// Tells the model that the object is dropped, which is an access to it. Returns whether it was dropped before:
    /// unsafe code has made a second object from its bytes. The program's tests must find what is wrong about that,
    /// not the allocator.
    fn is_dropped_again(&self) -> bool {
        if !self.stamp.is_set() || entry::current().is_null() || entry::is_lent() {
            return false;
        }
        let (again, races) = entry::with(|execution, thread| {
            let Some(object) = self.stamp.index(execution.number) else { return (false, false) };
            let dropped = &mut execution.objects[object as usize].is_dropped;
            let again = std::mem::replace(dropped, true);
            (again, execution.frees(thread, object))
        });
        if races {
            // Ends the run.
            entry::at_once(|_, _| {});
        }
        again
    }

    #[inline]
    fn kept(&self) -> Option<&Kept> {
        // SAFETY: *exclusive*. It was made by `Box::into_raw`, and is freed only when the object is dropped.
        unsafe { self.kept.load(Relaxed).as_ref() }
    }
}

/// A pointer to another place, with the metadata of `like`.
fn at<T: ?Sized>(place: *mut u8, like: *mut T) -> *mut T {
    let mut pointer = like;
    // SAFETY: *a place of its own*: a pointer is at least as large as one to a byte. Rust puts its address first,
    // but promises that nowhere, so it is checked below.
    unsafe { (&raw mut pointer).cast::<*mut u8>().write(place) };
    assert!(ptr::addr_eq(pointer, place), "the address comes first in a pointer");
    pointer
}

impl Kept {
    /// # Safety
    ///
    /// `value` points to a value of a plain type that is not in use.
    unsafe fn new<T: ?Sized>(value: *mut T) -> Self {
        // SAFETY: *a place of its own*: the caller's promise.
        let layout = Layout::for_value(unsafe { &*value });
        // SAFETY: *plain*: the value has that many bytes, and uninitialised ones may be copied as such.
        let bytes: &[_] = unsafe { std::slice::from_raw_parts(value.cast(), layout.size()) };
        let initial = if bytes.len() <= FEW {
            let mut few = [MaybeUninit::uninit(); FEW];
            few[..bytes.len()].copy_from_slice(bytes);
            Initial::Few(few)
        } else {
            Initial::Many(bytes.into())
        };
        let (place, lent) = (AtomicPtr::new(ptr::null_mut()), AtomicU32::new(0));
        Kept { initial, layout, place, lent }
    }

    /// Puts the value back, in a place that nothing refers to. Returns false if there is no memory left for one.
    fn put_back(&self, inside: *mut u8) -> bool {
        if self.lent.load(Relaxed) > 0 {
            // The old place is leaked, because a reference to it may still be alive.
            let Some(place) = new_place(self.layout) else { return false };
            self.place.store(place, Relaxed);
            self.lent.store(0, Relaxed);
        }
        let place = self.place.load(Relaxed);
        let place = if place.is_null() { inside } else { place };
        let initial: &[_] = match &self.initial {
            Initial::Few(few) => &few[..self.layout.size()],
            Initial::Many(many) => many,
        };
        // SAFETY: *plain*: the bytes are those of a value of this very type, and may be copied.
        // *A place of its own*: everything that was lent of it has come back, so nothing else refers to it.
        unsafe {
            let to = place.cast::<MaybeUninit<u8>>();
            ptr::copy_nonoverlapping(initial.as_ptr(), to, initial.len());
        }
        true
    }
}

/// The most memory that is leaked for values to which a reference may still be alive.
const MOST_LEAKED: usize = 1 << 28;

fn new_place(layout: Layout) -> Option<*mut u8> {
    static LEAKED: AtomicUsize = AtomicUsize::new(0);
    if LEAKED.fetch_add(layout.size() + 16, Relaxed) > MOST_LEAKED {
        return None;
    }
    // SAFETY: *plain*: a value without bytes is never kept.
    let place = unsafe { alloc(layout) };
    (!place.is_null()).then_some(place)
}

impl std::ops::Deref for Home {
    type Target = Stamp;

    fn deref(&self) -> &Stamp {
        &self.stamp
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if self.is_dropped_again() {
            return;
        }
        let kept = *self.kept.get_mut();
        if !kept.is_null() {
            // SAFETY: *exclusive*. It was made by `Box::into_raw`, and this is the only pointer to it. The last place
            // is leaked with those before.
            drop(unsafe { Box::from_raw(kept) });
        }
    }
}
