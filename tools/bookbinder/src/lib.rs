//! Builds the book, draws its swimlanes, and refuses what the book cannot account for.
//!
//! # Layout
//!
//! - [`course`]: where things are; paths as people read them.
//! - [`problem`]: what is wrong with the book, and where.
//! - [`chapter`]: turns one chapter's Markdown, with its directives, into what mdBook renders.
//! - [`directive`], [`fence`]: the pieces of that: `{{#…}}` and code blocks.
//! - [`picture`], [`html`]: a run of the explorer as a table, row by row; a package of its own, as the runner draws one, too.
//! - [`scheduler`], [`knobs`], [`edits`], [`worlds`], [`quiz`], [`exercise`], [`output`], [`compiler`], [`number`]: the other directives.
//! - [`figure`], [`pool`]: what playable figures weigh, and how they are kept small.
//! - [`glossary`]: its terms, and the links to them.
//! - [`prose`]: which pieces of a chapter are sentences.
//! - [`edition`]: the rules that chapters come under as they are rewritten.
//! - [`preprocess`]: the same as a preprocessor of mdBook.
//! - [`site`]: builds the whole book.
//! - [`finish`]: what the pages get that mdBook's templates don't offer.
//! - [`check`]: builds it aside, and looks at everything that can be wrong.

#![deny(missing_docs)]

pub mod chapter;
pub mod check;
pub mod compiler;
pub mod course;
pub mod directive;
pub mod edition;
pub mod edits;
pub mod exercise;
pub mod fence;
pub mod figure;
pub mod finish;
pub mod glossary;
pub mod knobs;
pub mod number;
pub mod output;
pub mod pool;
pub mod preprocess;
pub mod problem;
pub mod prose;
pub mod quiz;
pub mod scheduler;
pub mod site;
mod warnings;
pub mod worlds;

pub use ::picture;
pub use ::picture::html;
