//! `Arc`: what std needs no name for, because the compiler knows it.

use interleave::sync::Arc;

#[test]
fn one_of_stds_may_have_a_trait_for_its_type() {
    interleave::model(|| {
        let job: Arc<dyn Fn() -> u32> = Arc::from_std(std::sync::Arc::new(|| 7));
        assert_eq!((job(), Arc::strong_count(&job)), (7, 1));
    });
}

#[test]
#[should_panic(expected = "needs the only handle")]
fn one_of_stds_with_other_handles_is_refused() {
    let first = std::sync::Arc::new(1);
    drop(Arc::from_std(first.clone()));
}

#[test]
#[should_panic(expected = "comes from `into_raw`")]
fn a_pointer_from_elsewhere_is_refused() {
    let value = 1;
    // SAFETY: it is refused before it is used.
    drop(unsafe { Arc::from_raw(&raw const value) });
}
