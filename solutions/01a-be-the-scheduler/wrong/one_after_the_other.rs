//! rejected: assertion — no thread is interrupted, so nothing is lost
//! by: one_increment_each_ends_at_one

pub const ENDS_AT_ONE: &str = "B B A A";
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A B";
