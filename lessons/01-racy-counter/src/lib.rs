//! Lesson 01: where did my increments go?
