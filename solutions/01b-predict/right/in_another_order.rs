//! right: the lists in another order

#[path = "../../../exercises/01b-predict/src/programs.rs"]
pub mod programs;

pub const ADD_AND_DOUBLE: &[u32] = &[4, 2, 3];
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[4, 3];
pub const TWO_FLAGS: &[(u32, u32)] = &[(1, 1), (0, 1), (0, 0)];
pub const ADD_TWICE_AND_RESET: &[u32] = &[12, 2, 11, 10];
