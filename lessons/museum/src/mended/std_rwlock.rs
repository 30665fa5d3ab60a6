//! A queue of waiting threads, whose exchange also compares what the nodes were filled with.

use crate::sync::atomic::{AtomicU32, Ordering::SeqCst};

const NONE: u32 = 2;
/// So many bits of a pointer are its address.
const BITS: u32 = 2;

/// A pointer to a node, and to what was in it when the pointer was made.
#[derive(Clone, Copy, PartialEq)]
pub struct Pointer {
    address: u32,
    filling: u32,
}

impl Pointer {
    /// Both in one number.
    fn packed(self) -> u32 {
        self.address | self.filling << BITS
    }

    /// Both out of one number, if it isn't that of no node.
    fn unpacked(number: u32) -> Option<Self> {
        let address = number & ((1 << BITS) - 1);
        (address != NONE).then_some(Pointer { address, filling: number >> BITS })
    }
}

/// A queue of waiting threads.
/// A thread's node is on its stack, at the same address each time.
pub struct Queue {
    /// The first node's address, and which filling of it this is.
    first: AtomicU32,
    fillings: [AtomicU32; 2],
}

impl Queue {
    /// Puts something new into a node.
    pub fn fill(&self, node: u32) {
        // SeqCst, all of them: this bug isn't about orderings.
        self.fillings[node as usize].fetch_add(1, SeqCst);
    }

    // ANCHOR: push-mended
    /// Puts a node in front. Returns the pointer to the one behind it.
    pub fn push(&self, node: u32) -> Option<Pointer> {
        let new = self.pointer_to(node).map_or(NONE, Pointer::packed);
        loop {
            let first = self.first.load(SeqCst);
            // The exchange compares the filling, too.
            if self.first.compare_exchange(first, new, SeqCst, SeqCst).is_ok() {
                return Pointer::unpacked(first);
            }
        }
    }
    // ANCHOR_END: push-mended

    /// Takes a node out, if it's the first and only one. Its thread goes on.
    pub fn pop(&self, node: u32) -> bool {
        let only = self.pointer_to(node).map_or(NONE, Pointer::packed);
        self.first.compare_exchange(only, NONE, SeqCst, SeqCst).is_ok()
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

impl Default for Queue {
    fn default() -> Self {
        Queue { first: AtomicU32::new(NONE), fillings: [0, 0].map(AtomicU32::new) }
    }
}
