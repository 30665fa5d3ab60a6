//! The designs by name, for what tries or measures all of them.

use std::sync::Arc;

use crate::office::{BoxOffice, Log};
use crate::{s1_racy, s3_one_lock, s4_atomics, s5_channel};

/// A design: what it's called, and how such a box office is opened.
#[derive(Clone, Copy)]
pub struct Design {
    pub name: &'static str,
    pub open: Open,
}

/// Opens an office, as [`BoxOffice::open`] does.
pub type Open = fn(usize, &[usize], Box<dyn Log>) -> Arc<dyn BoxOffice>;

impl Design {
    const fn of<O: BoxOffice + 'static>(name: &'static str) -> Self {
        Design { name, open: |seats, sold, log| Arc::new(O::open(seats, sold, log)) }
    }
}

/// The three that keep what a box office promises.
pub const DESIGNS: [Design; 3] = [
    Design::of::<s3_one_lock::Office>("one lock"),
    Design::of::<s4_atomics::Office>("atomics"),
    Design::of::<s5_channel::Office>("channel"),
];

/// And the one that doesn't.
pub const RACY: Design = Design::of::<s1_racy::Office>("racy");
