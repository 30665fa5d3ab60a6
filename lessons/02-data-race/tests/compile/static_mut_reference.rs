//! A reference to a `static mut`: `unsafe` is not enough.

static mut NAMES: Vec<String> = Vec::new();

fn main() {
    // SAFETY: nobody has thought about it.
    unsafe { NAMES.push(String::from("Ada")) };
}
