//! rejected: assertion — it ends at 2, but each thread adds only twice
//! by: three_increments_each_end_at_two

pub const ENDS_AT_ONE: &str = "A B A B";
pub const ENDS_AT_TWO: &str = "A B B A A B B A";
