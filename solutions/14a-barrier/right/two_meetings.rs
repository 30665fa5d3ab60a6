//! right: two meetings at the barrier of the library: before the action, and after it

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier(interleave::sync::Barrier);

impl Barrier {
    pub fn new(threads: usize) -> Self {
        Barrier(interleave::sync::Barrier::new(threads))
    }

    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let leads = self.0.wait().is_leader();
        if leads {
            action();
        }
        self.0.wait();
        leads
    }
}
