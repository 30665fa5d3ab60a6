//! Sharing a lock with an `Rc` inside.

// ANCHOR: rc-is-shared
use std::rc::Rc;

use lesson06::s4_owns::Lock;
use lesson06::threads::side_by_side;

fn main() {
    let dish = Lock::new(Rc::new("soup"));
    let cook = || drop(Rc::clone(&dish.lock()));
    side_by_side(cook, cook);
}
// ANCHOR_END: rc-is-shared
