//! The runner, run: each test has a course of three exercises of its own.

mod all;
mod apart;
mod basics;
mod class;
mod deaths;
mod errors;
mod faults;
mod fixture;
mod progress;
mod repository;
mod share;
mod stale;
mod stopping;
mod tampering;
mod verdicts;
mod verify;
