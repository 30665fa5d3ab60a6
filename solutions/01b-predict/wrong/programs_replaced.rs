//! rejected: assertion — the programs are replaced by others that fit the lists
//! by: the_list_for_add_and_double_in_one_step_is_exact, the_list_for_add_and_double_is_exact, the_list_for_add_twice_and_reset_is_exact, the_list_for_two_flags_is_exact

pub mod programs {
    pub fn add_and_double() -> u32 {
        3
    }

    pub fn add_and_double_in_one_step() -> u32 {
        3
    }

    pub fn two_flags() -> (u32, u32) {
        (1, 1)
    }

    pub fn add_twice_and_reset() -> u32 {
        10
    }
}

pub const ADD_AND_DOUBLE: &[u32] = &[3];
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3];
pub const TWO_FLAGS: &[(u32, u32)] = &[(1, 1)];
pub const ADD_TWICE_AND_RESET: &[u32] = &[10];
