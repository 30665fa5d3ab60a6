//! right: starts no thread: a function asks for `Send`
#![cfg(false)]

use lock::Lock;

fn send<T: Send>(_: T) {}

fn main() {
    let tables = Lock::new(7);
    send(tables.lock());
}

// error[E0277]: `*const ()` cannot be sent between threads safely
