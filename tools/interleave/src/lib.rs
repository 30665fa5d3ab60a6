//! Explores every interleaving of std-shaped code, and explains the one that breaks it.

#![deny(missing_docs)]

pub mod trace;
