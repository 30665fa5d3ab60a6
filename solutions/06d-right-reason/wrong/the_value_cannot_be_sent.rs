//! rejected: assertion — an `Rc` must not go to another thread, and so neither may any guard of it
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::rc::Rc;
use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(Rc::new(7));
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
