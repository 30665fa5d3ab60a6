//! The form that stays, in a terminal of its own: keys are pressed, files are saved, and the screen is read.

#[path = "../cli/fixture.rs"]
#[allow(dead_code)]
mod fixture;
mod terminal;

mod before;
mod faults;
mod heights;
mod keys;
mod recall;
mod saving;
mod screens;
mod share;
mod steps;
mod stopping;
mod table;
mod walk;
