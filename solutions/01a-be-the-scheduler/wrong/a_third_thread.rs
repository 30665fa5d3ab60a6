//! rejected: search — there is no thread C
//! by: one_increment_each_ends_at_one

pub const ENDS_AT_ONE: &str = "A C B A B";
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A B";
