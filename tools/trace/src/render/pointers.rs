//! `UnsafeCell::get` counts as a write: if its line seems only to read, the story says what to call instead.

use crate::run::{Operation, Step, Trace};

/// Whether two racing accesses wouldn't race if `UnsafeCell::get` didn't count as a write.
pub(crate) fn may_only_read(trace: &Trace, first: usize, second: usize) -> bool {
    let steps = [&trace.steps[first], &trace.steps[second]];
    let asks = |step: &Step| {
        let is_cell = step.object.is_some_and(|object| trace.objects[object].kind == "UnsafeCell");
        is_cell
            && step.operation == Operation::CellWrite
            && looks_like_a_read(&step.location.source)
    };
    steps.iter().any(|step| asks(step))
        && steps.iter().all(|step| asks(step) || step.operation.only_reads_a_cell())
}

/// Whether a line of source asks for a pointer and, as far as its text shows, doesn't write through it.
fn looks_like_a_read(line: &str) -> bool {
    let Some((_, behind)) = line.split_once(".get()") else { return false };
    let behind = behind.trim_start_matches([')', ' ']);
    let assigns = behind.strip_prefix(['+', '-', '*', '/', '%', '|', '&', '^']).unwrap_or(behind);
    let assigns = assigns.starts_with('=') && !assigns.starts_with("==");
    let writes = [".write(", ".replace(", ".swap(", ".as_mut("];
    !assigns && !line.contains("&mut ") && !writes.iter().any(|call| behind.starts_with(call))
}

#[cfg(test)]
mod tests {
    use super::looks_like_a_read;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(looks_like_a_read(line), expected, "{line}");
    }

    #[test]
    fn a_borrow_and_a_copy_read() {
        check("unsafe { &*self.lock.value.get() }", true);
        check("let seen = unsafe { *self.value.get() };", true);
        check("if unsafe { *self.value.get() == 7 } {", true);
    }

    #[test]
    fn an_assignment_and_a_mutable_borrow_write() {
        check("unsafe { &mut *self.lock.value.get() }", false);
        check("unsafe { *self.value.get() = 7 };", false);
        check("unsafe { *self.value.get() += 7 };", false);
        check("unsafe { (*self.value.get()) = 7 };", false);
        check("unsafe { self.value.get().write(7) };", false);
        check("self.value.with(|value| value)", false);
    }
}
