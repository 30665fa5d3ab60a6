//! What "done" means for this exercise.
