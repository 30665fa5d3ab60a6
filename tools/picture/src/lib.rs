//! A run of the explorer as a picture: a table with a column for each thread and a row for each step.
//!
//! The bookbinder draws the book's pictures with it, and the runner those that a learner shares. A package of its own, because
//! the bookbinder brings mdBook, which the first `cargo run` must not build.
//!
//! # Layout
//!
//! - `snapshot`: what is drawn, as a file holds it.
//! - `rows`, `memory`, `arrows`, `words`: what each row says.
//! - `lines`: which lines of the source it shows.
//! - `table`, `ending`: rows as an HTML table.
//! - [`html`]: text as HTML.

#![deny(missing_docs)]

mod arrows;
mod ending;
pub mod html;
mod lines;
mod memory;
mod rows;
mod snapshot;
mod table;
mod words;

pub use ending::{end, said};
pub use lines::lines;
pub use memory::Memory;
pub use rows::{Row, Rows};
pub use snapshot::{Snapshot, is_consistent};
pub use table::{Columns, cells, figure, row, swimlane, table_head};
pub use words::{action, failure, or};
