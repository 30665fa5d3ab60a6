//! The macro, as an exercise uses it: here in a module, so that the tests have its name in front.

mod counters;
