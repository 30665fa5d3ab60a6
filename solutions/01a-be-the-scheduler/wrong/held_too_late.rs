//! rejected: assertion — B loads its last value before A stores 1, and overwrites it
//! by: three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B B A";
pub const ENDS_AT_TWO: &str = "A B B B B B A A A A A B";
