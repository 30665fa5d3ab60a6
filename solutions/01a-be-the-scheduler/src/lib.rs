//! You decide which thread goes next. Make two threads lose increments.

/// Both load 0 before either stores, so both store 1.
pub const ENDS_AT_ONE: &str = "A B B A";

/// A loads 0 and holds it while B adds twice. A's store of 1 wipes both out.
/// B loads that 1 and holds it while A adds twice. B's store of 2 wipes those out, too.
pub const ENDS_AT_TWO: &str = "A  B B B B  A  B  A A A A  B";
