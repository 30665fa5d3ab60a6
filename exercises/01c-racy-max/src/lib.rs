//! Record the highest bid.
