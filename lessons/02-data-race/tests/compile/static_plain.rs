//! A `static` without `mut`, assigned to.

static COUNT: u32 = 0;

fn main() {
    COUNT += 1;
}
