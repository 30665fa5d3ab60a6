//! rejected: assertion — the schedule ends while B still has a store to make
//! by: one_increment_each_ends_at_one

pub const ENDS_AT_ONE: &str = "A B A";
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A B";
