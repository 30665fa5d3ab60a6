//! rejected: assertion — a letter is taken for a whole increment
//! by: one_increment_each_ends_at_one, three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B";
pub const ENDS_AT_TWO: &str = "A B A B A B";
