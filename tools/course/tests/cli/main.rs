//! The runner, run: each test has a course of three exercises of its own.

mod all;
mod basics;
mod errors;
mod faults;
mod fixture;
mod progress;
mod repository;
mod stopping;
mod verdicts;
mod verify;
