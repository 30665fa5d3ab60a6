//! The run that broke a test before is tried first: the report says what has become of it, and the verdict is the same
//! as without it.

#[path = "first/asked.rs"]
mod asked;
#[path = "first/fates.rs"]
mod fates;
#[path = "first/files.rs"]
mod files;
#[path = "first/programs.rs"]
mod programs;
