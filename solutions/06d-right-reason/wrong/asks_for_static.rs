//! rejected: assertion — the function asks for `'static`, which no guard of a local lock is
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use lock::Lock;

fn send<T: Send + 'static>(_: T) {}

fn main() {
    let tables = Lock::new(7);
    send(tables.lock());
}

// error[E0277]: `*const ()` cannot be sent between threads safely
