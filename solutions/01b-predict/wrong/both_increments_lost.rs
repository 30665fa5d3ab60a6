//! rejected: assertion — B stores 10 only once, so at most one increment starts from an old value
//! by: the_list_for_add_twice_and_reset_is_exact

#[path = "../../../exercises/01b-predict/src/programs.rs"]
pub mod programs;

pub const ADD_AND_DOUBLE: &[u32] = &[2, 3, 4];
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3, 4];
pub const TWO_FLAGS: &[(u32, u32)] = &[(0, 0), (0, 1), (1, 1)];
pub const ADD_TWICE_AND_RESET: &[u32] = &[1, 2, 10, 11, 12];
