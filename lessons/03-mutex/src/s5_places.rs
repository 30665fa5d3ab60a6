//! Stage 5: where a lock lives, so that all threads can reach it.

use crate::sync::{Arc, Mutex};
use crate::thread;

// ANCHOR: in-a-static
/// For the whole program: `Mutex::new` is `const`, so a lock can be a `static`.
static VISITORS: Mutex<u32> = Mutex::new(0);

pub fn count_in_a_static() -> u32 {
    let visitor = thread::spawn(|| *VISITORS.lock().unwrap() += 1);
    *VISITORS.lock().unwrap() += 1;
    visitor.join().unwrap();
    *VISITORS.lock().unwrap()
}
// ANCHOR_END: in-a-static

// ANCHOR: in-an-arc
/// For as long as there is a handle: each thread owns one.
pub fn count_in_an_arc() -> u32 {
    let visitors = Arc::new(Mutex::new(0));
    let theirs = Arc::clone(&visitors);
    let visitor = thread::spawn(move || *theirs.lock().unwrap() += 1);
    *visitors.lock().unwrap() += 1;
    visitor.join().unwrap();
    *visitors.lock().unwrap()
}
// ANCHOR_END: in-an-arc

// ANCHOR: in-a-scope
/// For as long as the scope: its threads end before the lock is dropped.
pub fn count_in_a_scope() -> u32 {
    let visitors = Mutex::new(0);
    thread::scope(|s| {
        s.spawn(|| *visitors.lock().unwrap() += 1);
        s.spawn(|| *visitors.lock().unwrap() += 1);
    });
    visitors.into_inner().unwrap()
}
// ANCHOR_END: in-a-scope

// ANCHOR: in-a-field
/// In a field, around just the part that changes: the name never does.
pub struct Museum {
    name: String,
    visitors: Mutex<u32>,
}

impl Museum {
    pub fn new(name: &str) -> Self {
        Museum { name: name.to_owned(), visitors: Mutex::new(0) }
    }

    pub fn visit(&self) -> String {
        let mut visitors = self.visitors.lock().unwrap();
        *visitors += 1;
        format!("visitor {} of the {}", *visitors, self.name)
    }
}
// ANCHOR_END: in-a-field
