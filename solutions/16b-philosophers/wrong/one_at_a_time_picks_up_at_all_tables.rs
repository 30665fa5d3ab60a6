//! rejected: deadlock — a philosopher who waits for a fork holds up all other tables
//! by: tables_have_nothing_to_do_with_each_other

#[path = "../../../exercises/16b-philosophers/src/fork.rs"]
pub mod fork;

use fork::Fork;
use interleave::sync::Mutex;
static GATE: Mutex<()> = Mutex::new(());
pub struct Table {
    forks: Vec<Fork>,
}
impl Table {
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Fork::new()).collect() }
    }
    pub fn dine<R>(&self, seat: usize, eat: impl FnOnce() -> R) -> R {
        let g = GATE.lock().unwrap();
        let _l = self.left(seat).pick_up();
        let _r = self.right(seat).pick_up();
        drop(g);
        eat()
    }
    pub fn times(&self) -> Vec<u32> {
        self.forks.iter().map(Fork::times).collect()
    }
    fn left(&self, seat: usize) -> &Fork {
        &self.forks[seat]
    }
    fn right(&self, seat: usize) -> &Fork {
        &self.forks[(seat + 1) % self.forks.len()]
    }
}
