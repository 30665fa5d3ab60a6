//! rejected: assertion — `compile_error!` is refused, whatever stands around it
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

fn main() {
    compile_error!("`*const ()` cannot be sent between threads safely");
}

// error: `*const ()` cannot be sent between threads safely
