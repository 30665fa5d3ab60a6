//! The runner, run: each test has a course of three exercises of its own.

mod basics;
mod errors;
mod fixture;
mod progress;
mod stopping;
mod verdicts;
mod verify;
