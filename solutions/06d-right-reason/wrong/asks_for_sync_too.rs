//! rejected: assertion — the function asks for `Sync` as well, so a guard that may be sent can still be refused
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use lock::Lock;

fn send<T: Send + Sync>(_: T) {}

fn main() {
    let tables = Lock::new(7);
    send(tables.lock());
}

// error[E0277]: `*const ()` cannot be sent between threads safely
