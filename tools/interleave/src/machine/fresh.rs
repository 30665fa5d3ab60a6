//! Objects that live longer than one execution: a static, or something made outside the closure, starts
//! every execution with its initial value.
//!
//! Values that need no destructor are put back byte by byte. A value that needs one cannot be: its bytes may
//! own memory that the last execution freed.

use std::collections::HashMap;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{LazyLock, Mutex, PoisonError};

use crate::machine::entry;
use crate::machine::execution::Execution;

/// An object's number, and the execution in which it has that number; moves with the object.
///
/// Zero until the first use, which is what lets `new` be `const`.
pub(crate) struct Stamp(AtomicU64);

const INDEX_BITS: u32 = 24;

impl Stamp {
    pub(crate) const fn new() -> Self {
        Stamp(AtomicU64::new(0))
    }

    /// The object's number, if it has been met in this execution.
    pub(crate) fn index(&self, execution: u64) -> Option<u32> {
        let stamp = self.0.load(Relaxed);
        (stamp >> INDEX_BITS == execution).then_some((stamp & ((1 << INDEX_BITS) - 1)) as u32)
    }

    pub(crate) fn set(&self, execution: u64, index: u32) {
        self.0.store((execution << INDEX_BITS) | u64::from(index), Relaxed);
    }

    pub(crate) fn forget(&self) {
        self.0.store(0, Relaxed);
    }

    fn raw(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// The stamp of an object with data of its own, which is forgotten when the object is dropped.
pub(crate) struct Home(Stamp);

impl Home {
    pub(crate) const fn new() -> Self {
        Home(Stamp::new())
    }

    /// Whether the object has yet to be used in this execution.
    pub(crate) fn is_new(&self, execution: &Execution) -> bool {
        self.0.index(execution.number).is_none()
    }
}

impl std::ops::Deref for Home {
    type Target = Stamp;

    fn deref(&self) -> &Stamp {
        &self.0
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let stamp = self.0.raw();
        if stamp == 0 {
            return;
        }
        let execution = entry::current();
        if !execution.is_null() {
            let mut races = false;
            let kept = entry::with(|execution, thread| {
                let object = self.0.index(execution.number)?;
                races = execution.frees(thread, object);
                execution.objects[object as usize].keep.take()
            });
            if races {
                entry::at_once(|_, _| {});
            }
            if kept.is_some() {
                return;
            }
        }
        survivors().remove(&stamp);
    }
}

/// The number of the next execution; zero is never used.
pub(crate) fn next_execution() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Relaxed)
}

type Bytes = Box<[MaybeUninit<u8>]>;

/// The initial bytes of an object with data of its own, kept until it is dropped.
pub(crate) struct Keep {
    stamp: u64,
    bytes: Bytes,
}

/// What survived its execution, by the stamp that it still carries.
static SURVIVORS: LazyLock<Mutex<HashMap<u64, Bytes>>> = LazyLock::new(Default::default);

fn survivors() -> std::sync::MutexGuard<'static, HashMap<u64, Bytes>> {
    SURVIVORS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Called at the first use in an execution: puts the initial value back, and remembers it for the next.
///
/// `None` when the object was used in an earlier execution and its value needs a destructor.
///
/// # Safety
///
/// `data` points to the object's value, which nobody else is using.
pub(crate) unsafe fn renew<T: ?Sized>(
    stamp: &Stamp,
    data: *mut T,
    execution: u64,
    index: u32,
) -> Option<Keep> {
    let old = stamp.raw();
    // SAFETY: the caller says that `data` points to a value.
    let size = unsafe { size_of_val(&*data) };
    let bytes = data.cast::<MaybeUninit<u8>>();
    let owns = std::mem::needs_drop::<T>();
    if old != 0 {
        let initial = if owns { None } else { survivors().remove(&old) }?;
        // SAFETY: the bytes were copied from this very object, and no destructor has seen them.
        unsafe { std::ptr::copy_nonoverlapping(initial.as_ptr(), bytes, size) };
    }
    stamp.set(execution, index);
    let kept: Bytes = if owns || size == 0 {
        Box::default()
    } else {
        // SAFETY: `size` bytes are readable there, and uninitialised ones may be copied as such.
        unsafe { std::slice::from_raw_parts(bytes, size) }.into()
    };
    Some(Keep { stamp: stamp.raw(), bytes: kept })
}

/// Called at the end of an execution for each object that was not dropped in it.
pub(crate) fn survive(keep: Keep) {
    survivors().insert(keep.stamp, keep.bytes);
}
