//! The types whose operations have names of their own in reports, as std spells them.

/// Its counts of handles.
pub const ARC: &str = "Arc";
/// The count of an `Arc`'s weak handles.
pub const WEAK: &str = "Weak";
/// Its count of handles.
pub const RC: &str = "Rc";
