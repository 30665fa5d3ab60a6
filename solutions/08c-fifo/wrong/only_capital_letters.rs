//! rejected: assertion — a name is any letter, not one of 26
//! by: a_long_queue_is_judged_correctly, names_that_are_alike_are_different_names

/// Who did something: a thread, known by its letter.
pub type Name = char;

/// Something that happened at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody came to the lock, and wants to go in.
    Came(Name),
    /// Somebody who had come went in.
    WentIn(Name),
    /// Somebody who was in came out.
    CameOut(Name),
}

pub fn first_come_first_served(history: &[Event]) -> bool {
    let mut ticket = [0u32; 26];
    let (mut next, mut serving) = (0, 0);
    for event in history {
        match event {
            Event::Came(name) => {
                ticket[(*name as u8 - b'A') as usize] = next;
                next += 1;
            }
            Event::WentIn(name) => {
                if ticket[(*name as u8 - b'A') as usize] != serving {
                    return false;
                }
                serving += 1;
            }
            Event::CameOut(_) => {}
        }
    }
    true
}
