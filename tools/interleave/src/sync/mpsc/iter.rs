//! Receiving in a `for` loop.

use std::panic::Location;

use super::Receiver;

/// See [`Receiver::iter`].
#[derive(Debug)]
pub struct Iter<'a, T> {
    pub(super) receiver: &'a Receiver<T>,
    /// Where the loop is: each of its rounds is a step there.
    pub(super) location: &'static Location<'static>,
}

/// See [`Receiver::try_iter`].
#[derive(Debug)]
pub struct TryIter<'a, T> {
    pub(super) receiver: &'a Receiver<T>,
    /// As above.
    pub(super) location: &'static Location<'static>,
}

/// What a `for` loop over a receiver uses.
#[derive(Debug)]
pub struct IntoIter<T> {
    pub(super) receiver: Receiver<T>,
    /// As above.
    pub(super) location: &'static Location<'static>,
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv_at(self.location).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.try_recv_at(self.location).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv_at(self.location).ok()
    }
}
