//! What a box office promises, whatever it is made of.

use std::io;

// ANCHOR: log
/// Where sales are recorded, so that a restart finds them.
pub trait Log: Send {
    /// Appends the sales of these seats: all of them, or after an error none.
    ///
    /// # Errors
    ///
    /// They could not be recorded.
    fn append(&mut self, seats: &[usize]) -> io::Result<()>;
}
// ANCHOR_END: log

// ANCHOR: answer
/// What became of a request for a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The seat is yours, and that is in the log.
    Sold,
    /// Another customer has it, and that is in the log.
    Taken,
    /// There is no seat of this number.
    NoSuchSeat,
    /// The log could not be written. The seat is as free as before.
    NotLogged,
    /// The box office is closed.
    Closed,
}
// ANCHOR_END: answer

/// How things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stats {
    /// How many seats are sold. Each of them is in the log.
    pub sold: usize,
    /// How many are left. With `sold`, that makes all seats.
    pub free: usize,
    /// How many requests were answered with `Taken` since the office opened.
    pub turned_away: usize,
}

// ANCHOR: office
/// Sells seats to any number of threads.
pub trait BoxOffice: Send + Sync {
    /// Opens for `seats` seats, of which those in `sold` are sold already: what a log of an earlier day says.
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self
    where
        Self: Sized;

    /// Asks for a seat. At most one caller is ever told `Sold`.
    fn buy(&self, seat: usize) -> Answer;

    /// How things stand. A sale counts at the latest when a caller is told `Sold` or `Taken`.
    fn stats(&self) -> Stats;

    /// Closes for good. When it returns, all sales are in the log, and there will be no other.
    fn close(&self);
}
// ANCHOR_END: office
