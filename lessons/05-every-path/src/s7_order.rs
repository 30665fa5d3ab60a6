//! Stage 7: what is dropped before what.

use std::cell::RefCell;

// ANCHOR: says
/// Records its name when it's dropped.
pub struct Says<'a>(pub &'static str, pub &'a RefCell<Vec<&'static str>>);

impl Drop for Says<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}
// ANCHOR_END: says

// ANCHOR: locals
/// Two locals.
pub fn locals(said: &RefCell<Vec<&'static str>>) {
    let _first = Says("first", said);
    let _second = Says("second", said);
}
// ANCHOR_END: locals

// ANCHOR: fields
/// Two fields.
pub struct Fields<'a> {
    pub first: Says<'a>,
    pub second: Says<'a>,
}

/// Drops them.
pub fn fields(said: &RefCell<Vec<&'static str>>) {
    let _both = Fields { first: Says("first", said), second: Says("second", said) };
}
// ANCHOR_END: fields
