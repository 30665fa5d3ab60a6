//! What std documents of each item, as programs that end the same way in every order, or in one of a few ways.
//!
//! This folder is taken in twice, each time beside another `world`.

use super::world;

/// Compiles if the type has the trait.
macro_rules! is {
    ($type:ty: $($trait:tt)+) => {
        const _: fn() = || {
            fn has<T: ?Sized + $($trait)+>() {}
            has::<$type>();
        };
    };
}

/// Compiles if the type does not have the trait: with it, two implementations would be in question.
macro_rules! is_not {
    ($type:ty: $trait:ident) => {
        const _: fn() = || {
            trait Question<A> {
                fn ask() {}
            }
            impl<T: ?Sized> Question<()> for T {}
            impl<T: ?Sized + $trait> Question<u8> for T {}
            <$type as Question<_>>::ask();
        };
    };
}

mod cell;
mod hint;
mod rc;
mod sync;
mod thread;
mod time;

/// What the closure panics with.
#[track_caller]
fn panic_of<T>(f: impl FnOnce() -> T) -> String {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(f)) {
        Ok(_) => panic!("it does not panic"),
        Err(payload) => message(&*payload),
    }
}

/// The words of a panic.
fn message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).expect("a panic in words")
}
