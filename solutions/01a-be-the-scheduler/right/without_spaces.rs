//! right: letter by letter, and the last store of 1 comes from the thread that loaded last

pub const ENDS_AT_ONE: &str = "ABAB";
pub const ENDS_AT_TWO: &str = "BAAAABABBBBA";
