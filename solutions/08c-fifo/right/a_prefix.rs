//! right: the threads that went in are the first of those that came, in the same order

/// The name of a thread: a letter.
pub type Name = char;

/// Something that happened at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A thread came to the lock, and wants to go in.
    Came(Name),
    /// A thread that had come went in.
    WentIn(Name),
    /// A thread that was in came out.
    CameOut(Name),
}

/// Whether all threads went in in the order in which they came.
pub fn first_come_first_served(history: &[Event]) -> bool {
    let came = history.iter().filter_map(|e| if let Event::Came(n) = e { Some(n) } else { None });
    let went = history.iter().filter_map(|e| if let Event::WentIn(n) = e { Some(n) } else { None });
    came.zip(went).all(|(came, went)| came == went)
}
