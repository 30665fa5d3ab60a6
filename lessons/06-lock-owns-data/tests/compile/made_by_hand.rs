//! Making a guard without taking the lock.

// ANCHOR: made-by-hand
use std::cell::UnsafeCell;

use lesson06::s1_lock::BinaryLock;
use lesson06::s4_owns::LockGuard;

fn main() {
    let (data, flag) = (UnsafeCell::new("soup"), BinaryLock::default());
    let guard = LockGuard { data: &data, _guard: flag.guard() };
    println!("{}", *guard);
}
// ANCHOR_END: made-by-hand
