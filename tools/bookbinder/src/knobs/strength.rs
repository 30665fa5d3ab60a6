//! Which orderings are weaker than which.

/// Whether `one` promises no more than `other`. Of `Acquire` and `Release`, neither is weaker.
pub fn at_most(one: &str, other: &str) -> bool {
    let parts = |ordering: &str| -> &[&str] {
        match ordering {
            "Acquire" => &["picks up"],
            "Release" => &["publishes"],
            "AcqRel" => &["picks up", "publishes"],
            "SeqCst" => &["picks up", "publishes", "in one order"],
            _ => &[],
        }
    };
    let other = parts(other);
    parts(one).iter().all(|part| other.contains(part))
}

#[cfg(test)]
mod tests {
    use super::at_most;

    #[test]
    fn acquire_and_release_cannot_be_compared_and_are_weaker_than_both_together() {
        assert!(at_most("Relaxed", "Acquire") && at_most("Acquire", "AcqRel"));
        assert!(at_most("Release", "SeqCst") && at_most("SeqCst", "SeqCst"));
        assert!(!at_most("Acquire", "Release") && !at_most("Release", "Acquire"));
        assert!(!at_most("SeqCst", "AcqRel"));
    }
}
