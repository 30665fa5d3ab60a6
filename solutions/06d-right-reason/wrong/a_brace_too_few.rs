//! rejected: compile — even what cargo skips must be made of Rust's tokens, with a brace for each brace
#![cfg(false)]

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    drop(tables.lock());

// error[E0277]: `*const ()` cannot be sent between threads safely
