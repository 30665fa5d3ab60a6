//! Counters from other files, and a test that tells the right ones from the wrong one.

pub trait Counter: Sync {
    fn add_one(&self);
    fn total(&self) -> u32;
}

/// Makes a `Counter` of a type in a module.
macro_rules! counter {
    ($name:ident) => {
        counter!($name: Counter);
    };
    ($name:ident: $type:ident) => {
        impl Counter for $name::$type {
            fn add_one(&self) {
                self.add_one();
            }

            fn total(&self) -> u32 {
                self.total()
            }
        }

        fn $name() -> Box<dyn Counter> {
            Box::new($name::$type::default())
        }
    };
}

fn test(new: fn() -> Box<dyn Counter>) {
    interleave::model(|| {
        let counter = new();
        interleave::thread::scope(|s| {
            s.spawn(|| counter.add_one());
            counter.add_one();
        });
        assert_eq!(counter.total(), 2);
    });
}

lineup::lineup! {
    test = test;
    make = counter;

    fn no_right_counter_is_refused() {
        right one_step = "../verdicts/right/one_step.rs";
        decoy decoy: Counter = "../verdicts/wrong/two_steps.rs";
    }

    fn a_counter_that_loses_an_addition_is_refused() {
        wrong in_two_steps: Racy = "in_two_steps.rs", "it loads, and then stores";
    }
}
