//! rejected: assertion — taking turns loses an increment in every round, but three rounds still add up to 3
//! by: three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B A B";
pub const ENDS_AT_TWO: &str = "A B A B A B A B A B A B";
