//! A `static mut`, assigned to as if it were any variable.

// ANCHOR: static-mut
static mut COUNT: u32 = 0;

fn main() {
    COUNT += 1;
}
// ANCHOR_END: static-mut
