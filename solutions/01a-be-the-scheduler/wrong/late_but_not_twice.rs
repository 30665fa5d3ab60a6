//! rejected: assertion — B's work is wiped out once, but A then adds two more to the 1 it stored
//! by: three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B B A";
pub const ENDS_AT_TWO: &str = "A B B B B B B A A A A A";
