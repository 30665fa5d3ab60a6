//! Four small programs, and every value that each can end with.

pub mod programs;

/// 2 when both load 1 and the adding thread stores last, and also when the doubling one does: 1 + 1 is 1 * 2.
pub const ADD_AND_DOUBLE: &[u32] = &[2, 3, 4];

/// With one step each, only the order of the two is free.
pub const ADD_AND_DOUBLE_IN_ONE_STEP: &[u32] = &[3, 4];

/// Never `(1, 0)`: when B sees the second flag raised, A has raised the first before it.
pub const TWO_FLAGS: &[(u32, u32)] = &[(0, 0), (0, 1), (1, 1)];

/// 2 when B's store falls inside either increment, 11 when it falls between them.
pub const ADD_TWICE_AND_RESET: &[u32] = &[2, 10, 11, 12];
