//! rejected: assertion — main uses the guard that it has given away
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
        println!("{}", *guard);
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
