//! Stage 4: how long a guard lives, and so how long the lock is held.
//!
//! Two of the chapter's claims about std's guard, compiled. A guard needs a name, and `_` isn't one:
//!
//! ```
//! let lock = std::sync::Mutex::new(0);
//! let _guard = lock.lock().unwrap();
//! ```
//!
//! ```compile_fail
//! let lock = std::sync::Mutex::new(0);
//! let _ = lock.lock().unwrap();
//! ```
//!
//! And a guard stays on the thread that acquired the lock:
//!
//! ```compile_fail,E0277
//! let lock = std::sync::Mutex::new(0);
//! let guard = lock.lock().unwrap();
//! std::thread::scope(|s| _ = s.spawn(move || drop(guard)));
//! ```

use crate::sync::Mutex;

// ANCHOR: desk
/// A desk with letters on it.
pub struct Desk {
    inbox: Mutex<Vec<u32>>,
}

impl Desk {
    /// Puts a letter on the desk.
    pub fn put(&self, letter: u32) {
        self.inbox.lock().unwrap().push(letter);
    }
}
// ANCHOR_END: desk

impl Desk {
    /// A desk with these letters.
    pub fn new(letters: &[u32]) -> Self {
        Desk { inbox: Mutex::new(letters.to_vec()) }
    }

    /// How many letters there are.
    pub fn letters(&self) -> usize {
        self.inbox.lock().unwrap().len()
    }

    // ANCHOR: to-the-end-of-the-block
    /// A guard with a name lives until the end of its block.
    pub fn in_a_block(&self, letter: u32) {
        {
            let mut inbox = self.inbox.lock().unwrap();
            inbox.push(letter);
        } // Released here,
        self.put(letter); // so `put` can acquire the lock.
    }

    /// Or until it is dropped.
    pub fn dropped(&self, letter: u32) {
        let mut inbox = self.inbox.lock().unwrap();
        inbox.push(letter);
        drop(inbox); // Released here.
        self.put(letter);
    }
    // ANCHOR_END: to-the-end-of-the-block

    // ANCHOR: to-the-end-of-the-statement
    /// An unnamed guard lives until the end of its statement.
    pub fn in_a_statement(&self) {
        let letter = self.inbox.lock().unwrap().pop(); // Released at the semicolon.
        match letter {
            Some(letter) => self.put(letter + 1),
            None => self.put(0),
        }
    }
    // ANCHOR_END: to-the-end-of-the-statement

    // ANCHOR: in-the-arms
    /// The whole `match` is one statement, so its arms run under the lock.
    pub fn in_the_arms(&self) {
        match self.inbox.lock().unwrap().pop() {
            Some(letter) => self.put(letter + 1), // Waits for itself.
            None => self.put(0),                  // So does this.
        }
    }
    // ANCHOR_END: in-the-arms

    // ANCHOR: if-let
    /// `if let` holds the lock in its block…
    pub fn in_the_block_of_if_let(&self) {
        if let Some(letter) = self.inbox.lock().unwrap().pop() {
            self.put(letter + 1);
        }
    }

    /// … but not in its `else`. (In edition 2021 it did; Cargo.toml says which one you use.)
    pub fn in_the_else_of_if_let(&self) {
        if let Some(letter) = self.inbox.lock().unwrap().pop() {
            assert!(letter > 0);
        } else {
            self.put(0);
        }
    }
    // ANCHOR_END: if-let

    // ANCHOR: after-a-condition
    /// The guard in the condition of a plain `if` or `while` is dropped before the block
    /// begins.
    pub fn after_a_condition(&self) {
        if self.inbox.lock().unwrap().is_empty() {
            self.put(0);
        }
    }
    // ANCHOR_END: after-a-condition

    /// The same for `while`.
    pub fn after_the_condition_of_while(&self) {
        while self.inbox.lock().unwrap().len() < 2 {
            self.put(0);
        }
    }

    /// `while let` is a `match` in a loop.
    pub fn in_the_body_of_while_let(&self) {
        while let Some(letter) = self.inbox.lock().unwrap().pop() {
            self.put(letter - 1);
        }
    }

    // ANCHOR: both-sides
    /// Keeps all letters but the first. One statement, two guards: the first is still
    /// alive when the second `lock` is called.
    pub fn on_both_sides(&self) {
        *self.inbox.lock().unwrap() = self.inbox.lock().unwrap().split_off(1);
    }
    // ANCHOR_END: both-sides

    /// The same in a tuple.
    pub fn in_a_tuple(&self) -> (usize, bool) {
        (self.inbox.lock().unwrap().len(), self.inbox.lock().unwrap().is_empty())
    }

    /// And in the arguments of a call.
    pub fn as_arguments(&self) -> usize {
        usize::max(self.inbox.lock().unwrap().len(), self.inbox.lock().unwrap().capacity())
    }
}
