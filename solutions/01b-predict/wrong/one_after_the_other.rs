//! rejected: assertion — only the results of one thread after the other
//! by: add_and_double, two_flags, add_twice_and_reset

#[path = "../../../exercises/01b-predict/src/programs.rs"]
pub mod programs;

pub const ADD_AND_DOUBLE: &[u32] = &[3, 4];
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3, 4];
pub const TWO_FLAGS: &[(u32, u32)] = &[(0, 0), (1, 1)];
pub const ADD_TWICE_AND_RESET: &[u32] = &[10, 12];
