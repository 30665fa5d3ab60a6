//! `hint`: saying that one spins.

use super::world::sync::atomic::{AtomicBool, Ordering::SeqCst};
use super::world::{always, hint, thread};

#[test]
fn spinning_ends_when_what_it_waits_for_has_come() {
    always(|| {
        let flag = AtomicBool::new(false);
        thread::scope(|s| {
            s.spawn(|| flag.store(true, SeqCst));
            while !flag.load(SeqCst) {
                hint::spin_loop();
            }
        });
    });
}

#[test]
fn a_hint_by_itself_does_nothing() {
    always(hint::spin_loop);
}
