//! The runner of the course, thin over cargo: where you are, the task, the verdict.
//!
//! | module | what it does |
//! |---|---|
//! | [`start`] | from the command line to an exit code |
//! | [`cli`] | the commands and their help |
//! | [`command`] | one file for each command |
//! | [`course`], [`metadata`], [`find`] | which lessons and exercises there are, and which one you mean |
//! | [`given`] | files of an exercise that are not the learner's to change |
//! | [`readme`], [`markdown`] | the task and the hints, as terminal text |
//! | [`judge`], [`trial`] | builds and runs an exercise: from a file to a [`verdict`] |
//! | [`cargo`] | builds tests, and reads what rustc says |
//! | [`built`] | whether what was built is what is in the files |
//! | [`apart`], [`package`] | a small workspace, in which cargo starts faster than in the course's |
//! | [`process`], [`group`], [`guard`], [`capture`], [`interrupt`] | run programs, and leave nothing running |
//! | [`workers`] | several exercises at a time |
//! | [`death`] | how a test died, in words |
//! | [`libtest`], [`report`] | what the tests and the explorer said |
//! | [`shared`] | a failing schedule, packed into a link |
//! | [`show`], [`fold`] | a verdict in words, and what can be left out of it |
//! | [`progress`], [`files`] | what is remembered, and how it is written |
//! | [`before`] | the schedule that broke an exercise last, and its fate |
//! | [`recall`] | questions of earlier lessons, on a later day |
//! | [`screen`] | width, colour, and the line that comes and goes |
//! | [`watch`] | the form that stays on a terminal: watches files, listens to keys |
//! | [`editor`] | opens a file where there is something to do |
//! | [`diff`] | two texts side by side |
//! | [`verify`] | what must hold for authors |
//!
//! It is a library so that cargo compiles it while the code of what it uses is still being generated. A program would have
//! to wait for that, and the learner with it.

#![deny(missing_docs)]
// The table is for those who read the source.
#![allow(rustdoc::private_intra_doc_links)]

mod apart;
mod before;
mod built;
mod capture;
mod cargo;
mod cli;
mod command;
mod course;
mod death;
mod diff;
mod editor;
mod files;
mod find;
mod fold;
mod given;
mod group;
mod guard;
mod interrupt;
#[cfg(windows)]
mod job;
mod judge;
mod libtest;
mod markdown;
mod metadata;
mod package;
mod process;
mod progress;
mod readme;
mod recall;
mod report;
mod screen;
mod shared;
mod show;
mod start;
mod trial;
mod verdict;
mod verify;
mod watch;
mod workers;

pub use start::main;
