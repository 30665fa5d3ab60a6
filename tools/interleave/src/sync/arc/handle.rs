//! A handle without its value: it is counted for as long as it lives.

use std::collections::HashMap;
use std::panic::Location;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::shared::Shared;
use crate::trace::Operation;

type Place = &'static Location<'static>;

/// A strong handle.
pub(super) struct Handle {
    shared: std::sync::Arc<Shared>,
    /// Where its drop is shown, because a drop has no line of its own.
    made_at: Place,
    /// Whether its drop must still be counted.
    counts: bool,
}

/// A weak handle, which does not keep the value alive.
pub(super) struct WeakHandle {
    shared: std::sync::Arc<Shared>,
    made_at: Place,
    counts: bool,
}

/// Dropped after the value: the value's destructor is over then.
pub(super) struct Ending(std::sync::Arc<Shared>);

impl Handle {
    /// The first handle on a value; if `strong` is 0, the value is about to be made.
    pub(super) fn new(made_at: Place, strong: usize) -> Self {
        let shared = std::sync::Arc::new(Shared::new(strong, made_at));
        Handle { shared, made_at, counts: strong > 0 }
    }

    /// A handle that has been counted already.
    pub(super) fn counted(shared: std::sync::Arc<Shared>, made_at: Place) -> Self {
        Handle { shared, made_at, counts: true }
    }

    pub(super) fn one_more(&self, made_at: Place) -> Self {
        self.shared.clone_strong(made_at);
        Handle::counted(std::sync::Arc::clone(&self.shared), made_at)
    }

    pub(super) fn weak(&self, operation: Operation, made_at: Place) -> WeakHandle {
        self.shared.add_weak(operation, made_at);
        WeakHandle::counted(std::sync::Arc::clone(&self.shared), made_at)
    }

    pub(super) fn shared(&self) -> &std::sync::Arc<Shared> {
        &self.shared
    }

    pub(super) fn ending(&self) -> Ending {
        Ending(std::sync::Arc::clone(&self.shared))
    }

    /// Records that the value of `new_cyclic` is there now.
    pub(super) fn complete(mut self) -> Self {
        self.shared.complete(self.made_at);
        self.counts = true;
        self
    }

    /// Drops the handle and leaves the count as it is.
    pub(super) fn forget(mut self) {
        self.counts = false;
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.counts {
            self.shared.drop_strong(self.made_at);
        }
    }
}

impl WeakHandle {
    /// A handle that has been counted already.
    pub(super) fn counted(shared: std::sync::Arc<Shared>, made_at: Place) -> Self {
        WeakHandle { shared, made_at, counts: true }
    }

    /// A handle that is not in the count.
    pub(super) fn uncounted(shared: std::sync::Arc<Shared>, made_at: Place) -> Self {
        WeakHandle { shared, made_at, counts: false }
    }

    pub(super) fn one_more(&self, made_at: Place) -> Self {
        self.shared.add_weak(Operation::Clone, made_at);
        WeakHandle::counted(std::sync::Arc::clone(&self.shared), made_at)
    }

    /// A strong handle, if the value is still there.
    pub(super) fn upgrade(&self, made_at: Place) -> Option<Handle> {
        let shared = &self.shared;
        shared.upgrade(made_at).then(|| Handle::counted(std::sync::Arc::clone(shared), made_at))
    }

    pub(super) fn shared(&self) -> &std::sync::Arc<Shared> {
        &self.shared
    }

    pub(super) fn forget(mut self) {
        self.counts = false;
    }
}

impl Drop for WeakHandle {
    fn drop(&mut self) {
        if self.counts {
            self.shared.drop_weak(self.made_at);
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.ends();
    }
}

/// The counts of a value to which the program has a plain pointer.
#[derive(Default)]
struct Known {
    shared: std::sync::Weak<Shared>,
    /// One for each handle that was turned into a pointer, which keeps the counts alive.
    raw: Vec<std::sync::Arc<Shared>>,
}

/// The known counts, by the address of the value.
static KNOWN: LazyLock<Mutex<HashMap<usize, Known>>> = LazyLock::new(Mutex::default);

fn with_known<R>(f: impl FnOnce(&mut HashMap<usize, Known>) -> R) -> R {
    f(&mut KNOWN.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Notes that the program has a pointer to the value; if it `owns`, a handle was turned into it.
pub(super) fn note_pointer(address: usize, shared: &std::sync::Arc<Shared>, owns: bool) {
    shared.address.store(address, Relaxed);
    with_known(|known| {
        let entry = known.entry(address).or_default();
        if entry.shared.as_ptr() != std::sync::Arc::as_ptr(shared) {
            *entry = Known { shared: std::sync::Arc::downgrade(shared), raw: Vec::new() };
        }
        if owns {
            entry.raw.push(std::sync::Arc::clone(shared));
        }
    });
}

/// The counts of the value at that address; if the pointer `owns`, it is turned back into a handle.
pub(super) fn known_at(address: usize, owns: bool) -> Option<std::sync::Arc<Shared>> {
    with_known(|known| {
        let entry = known.get_mut(&address)?;
        let raw = if owns { entry.raw.pop() } else { None };
        raw.or_else(|| entry.shared.upgrade())
    })
}

impl Drop for Shared {
    fn drop(&mut self) {
        let address = self.address.load(Relaxed);
        if address == 0 {
            return;
        }
        with_known(|known| {
            let mine = known.get(&address).is_some_and(|k| std::ptr::eq(k.shared.as_ptr(), self));
            if mine {
                known.remove(&address);
            }
        });
    }
}
