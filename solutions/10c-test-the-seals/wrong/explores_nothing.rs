//! rejected: assertion — it calls the lock outside the explorer
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    let sealed = new();
    assert!(!sealed.is_broken());
    assert!(sealed.lock().is_ok());
}
