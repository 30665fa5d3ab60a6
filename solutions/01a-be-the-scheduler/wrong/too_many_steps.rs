//! rejected: search — A has only two steps, a third cannot be taken
//! by: one_increment_each_ends_at_one

pub const ENDS_AT_ONE: &str = "A B B A A";
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A B";
