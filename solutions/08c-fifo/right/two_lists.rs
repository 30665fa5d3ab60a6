//! right: those who went in are the beginning of the list of those who came

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
    let mut came = history.iter().filter_map(|event| match event {
        Event::Came(name) => Some(name),
        _ => None,
    });
    let mut went_in = history.iter().filter_map(|event| match event {
        Event::WentIn(name) => Some(name),
        _ => None,
    });
    went_in.all(|name| came.next() == Some(name))
}
