//! What comes with the box office: its log, and its answers. Leave it as it is.

use std::io;

/// Where sales are recorded, so that a restart finds them. It may be slow. Dropping it closes it.
pub trait Log: Send {
    /// Records that a seat is sold.
    ///
    /// # Errors
    ///
    /// It couldn't be recorded, and nothing of it is in the log.
    fn append(&mut self, seat: usize) -> io::Result<()>;
}

/// What became of a request for a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The seat is yours.
    Sold,
    /// The seat was sold before.
    Taken,
    /// There is no seat of this number.
    NoSuchSeat,
    /// The log didn't take the sale. The seat is as free as before.
    NotLogged,
    /// The box office is closed.
    Closed,
}

/// How things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// How many seats are sold, the earlier ones included.
    pub sold: usize,
    /// How many are left.
    pub free: usize,
    /// How many calls were answered with `Taken`.
    pub turned_away: usize,
}
