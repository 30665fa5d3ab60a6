//! Four small programs. Write down every value that each can end with, over all schedules.
//!
//! The programs are in `src/programs.rs`. A step is one operation on an atomic. The lists below hold the values that
//! come out when one thread finishes before the other starts.

pub mod programs;

/// See [`programs::add_and_double`].
// TODO: which values are missing?
pub const ADD_AND_DOUBLE: &[u32] = &[3, 4];

/// See [`programs::add_and_double_in_one_step`].
// TODO: and which here?
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3, 4];

/// See [`programs::two_flags`]: what B loaded from `second`, and then from `first`.
// TODO: four pairs can be written down. Which of them can happen?
pub const TWO_FLAGS: &[(u32, u32)] = &[(0, 0), (1, 1)];

/// See [`programs::add_twice_and_reset`].
// TODO: which values are missing?
pub const ADD_TWICE_AND_RESET: &[u32] = &[10, 12];
