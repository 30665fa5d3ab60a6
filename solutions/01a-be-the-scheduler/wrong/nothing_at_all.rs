//! rejected: assertion — no thread takes a step
//! by: one_increment_each_ends_at_one, three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "";
pub const ENDS_AT_TWO: &str = "";
