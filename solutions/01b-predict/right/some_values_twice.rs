//! right: one value for each schedule that was found, so some stand there twice

#[path = "../../../exercises/01b-predict/src/programs.rs"]
pub mod programs;

pub const ADD_AND_DOUBLE: &[u32] = &[3, 4, 2, 2, 3, 2];
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3, 4];
pub const TWO_FLAGS: &[(u32, u32)] = &[(0, 0), (0, 1), (0, 0), (1, 1), (0, 1), (0, 1)];
pub const ADD_TWICE_AND_RESET: &[u32] = &[12, 2, 11, 2, 10];
