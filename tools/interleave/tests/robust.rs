//! What happens at the edges: statics, odd programs, panics, limits, and the search itself gone wrong.

#[path = "robust/limits.rs"]
mod limits;
#[path = "robust/outside.rs"]
mod outside;
#[path = "robust/panics.rs"]
mod panics;
#[path = "robust/pictures.rs"]
mod pictures;
#[path = "robust/statics.rs"]
mod statics;
#[path = "robust/threads.rs"]
mod threads;

/// What a panic said.
#[track_caller]
fn panic_of<R>(f: impl FnOnce() -> R) -> String {
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(f));
    let Err(payload) = result else { panic!("it did not panic") };
    match payload.downcast::<String>() {
        Ok(message) => *message,
        Err(payload) => payload.downcast_ref::<&str>().expect("a message").to_string(),
    }
}
