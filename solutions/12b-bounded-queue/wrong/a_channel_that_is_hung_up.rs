//! rejected: deadlock — a `push` that sleeps in `send` isn't woken when `close` drops its own sender
//! by: a_consumer_that_is_woken_for_nothing_sleeps_again (assertion), a_producer_that_is_woken_for_nothing_sleeps_again (assertion), closing_lets_a_sleeper_go_whatever_is_in_the_queue, closing_lets_every_producer_go, closing_lets_sleepers_of_both_kinds_go

use interleave::sync::Mutex;
use interleave::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    sender: Mutex<Option<SyncSender<T>>>,
    receiver: Mutex<Receiver<T>>,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        let (sender, receiver) = sync_channel(capacity);
        BoundedQueue { sender: Mutex::new(Some(sender)), receiver: Mutex::new(receiver) }
    }

    /// Adds an item at the end. Sleeps until there is room for it.
    ///
    /// # Errors
    ///
    /// The item, if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        let sender = self.sender.lock().unwrap().clone();
        match sender {
            Some(sender) => sender.send(item).map_err(|error| error.0),
            None => Err(item),
        }
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        self.receiver.lock().unwrap().recv().ok()
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        drop(self.sender.lock().unwrap().take());
    }
}
