//! A reference to a `static mut`: `unsafe` is not enough.

static mut NAMES: Vec<String> = Vec::new();

fn main() {
    // SAFETY: there is none; this case is about the error.
    unsafe { NAMES.push(String::from("Ada")) };
}
