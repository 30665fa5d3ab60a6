//! Stage 6: a group of threads, and one that waits until the last of them has finished.

use crate::sync::{Arc, Condvar, Mutex};

// ANCHOR: wait-group
/// A member of a group. Clone it for each thread; a thread that drops its member has finished.
pub struct WaitGroup(Arc<Group>);

struct Group {
    members: Mutex<usize>,
    none_left: Condvar,
}

impl Clone for WaitGroup {
    fn clone(&self) -> Self {
        *self.0.members.lock().unwrap() += 1;
        WaitGroup(Arc::clone(&self.0))
    }
}

impl Drop for WaitGroup {
    fn drop(&mut self) {
        let mut members = self.0.members.lock().unwrap();
        *members -= 1;
        if *members == 0 {
            self.0.none_left.notify_all();
        }
    }
}

impl WaitGroup {
    /// Leaves the group, and waits until every other member has left.
    pub fn wait(self) {
        let group = Arc::clone(&self.0);
        drop(self);
        let members = group.members.lock().unwrap();
        drop(group.none_left.wait_while(members, |members| *members > 0).unwrap());
    }
}
// ANCHOR_END: wait-group

impl WaitGroup {
    /// A group with one member.
    pub fn new() -> Self {
        WaitGroup(Arc::new(Group { members: Mutex::new(1), none_left: Condvar::new() }))
    }
}

impl Default for WaitGroup {
    fn default() -> Self {
        WaitGroup::new()
    }
}
