//! A queue of waiting threads, whose exchange compares addresses only.

use crate::sync::atomic::{AtomicU32, Ordering::SeqCst};

// ANCHOR: queue
const NONE: u32 = 2;

/// A pointer to a node, and to what was in it when the pointer was made.
#[derive(Clone, Copy, PartialEq)]
pub struct Pointer {
    address: u32,
    filling: u32,
}

/// A queue of waiting threads.
/// A thread's node is on its stack, at the same address each time.
pub struct Queue {
    /// The address of the first node.
    first: AtomicU32,
    /// How often each node was filled.
    fillings: [AtomicU32; 2],
}

impl Queue {
    /// Puts something new into a node.
    pub fn fill(&self, node: u32) {
        // SeqCst, all of them: this bug isn't about orderings.
        self.fillings[node as usize].fetch_add(1, SeqCst);
    }

    /// Puts a node in front. Returns the pointer to the one behind it.
    pub fn push(&self, node: u32) -> Option<Pointer> {
        loop {
            let address = self.first.load(SeqCst);
            let behind = self.pointer_to(address);
            if self.first.compare_exchange(address, node, SeqCst, SeqCst).is_ok() {
                return behind;
            }
        }
    }

    /// Takes a node out, if it's the first and only one. Its thread goes on.
    pub fn pop(&self, node: u32) -> bool {
        self.first.compare_exchange(node, NONE, SeqCst, SeqCst).is_ok()
    }

    /// A pointer to what's at that address now.
    pub fn pointer_to(&self, address: u32) -> Option<Pointer> {
        let filling = self.fillings.get(address as usize)?.load(SeqCst);
        Some(Pointer { address, filling })
    }

    /// Whether what the pointer was made for is still there.
    pub fn is_valid(&self, pointer: Pointer) -> bool {
        self.pointer_to(pointer.address) == Some(pointer)
    }
}
// ANCHOR_END: queue

impl Default for Queue {
    fn default() -> Self {
        Queue { first: AtomicU32::new(NONE), fillings: [0, 0].map(AtomicU32::new) }
    }
}
