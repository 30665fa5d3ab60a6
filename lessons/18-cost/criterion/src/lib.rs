//! Nothing: the cases of the lock lab are measured in `benches/locks.rs`.
