//! rejected: assertion — asks for a load of an old value, not for an order of steps
//! by: one_increment_each_ends_at_one

/// Ends at 1.
pub const ENDS_AT_ONE: &str = "A A B:1 B";

/// Ends at 2.
pub const ENDS_AT_TWO: &str = "A B B B B A B A A A A B";
