//! right: B loads first, and in both schedules the threads have changed places

pub const ENDS_AT_ONE: &str = "B A A B";
pub const ENDS_AT_TWO: &str = "B A A A A B A B B B B A";
