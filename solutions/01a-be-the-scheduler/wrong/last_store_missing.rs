//! rejected: assertion — the last store is still to come
//! by: three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B B A";
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A";
