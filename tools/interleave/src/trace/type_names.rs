//! The types whose operations have names of their own in reports, as std spells them.

/// Its counts of handles.
pub(crate) const ARC: &str = "Arc";
/// The count of an `Arc`'s weak handles.
pub(crate) const WEAK: &str = "Weak";
/// Its count of handles.
pub(crate) const RC: &str = "Rc";
