//! rejected: assertion — a second module `lock` hides nothing: the name is taken
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

mod lock {
    pub type Lock<T> = std::sync::Mutex<T>;
}

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock().unwrap();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0428]: the name `lock` is defined multiple times
