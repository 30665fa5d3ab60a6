//! The operations of all atomics, whatever they hold.

/// For a type with `raw()`, which is the atomic inside, and `now()`, which is its value without a step.
macro_rules! common {
    ([$($of:tt)*] $name:ident, $value:ty, $from:expr, $to:expr) => {
        impl $($of)* $name $($of)* {
            /// Loads the value, as std's does.
            ///
            /// # Panics
            ///
            /// Panics if `order` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $value {
                $from(self.raw().load(order))
            }

            /// Stores a value, as std's does.
            ///
            /// # Panics
            ///
            /// Panics if `order` is `Acquire` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn store(&self, value: $value, order: Ordering) {
                self.raw().store($to(value), order);
            }

            /// Stores a value and returns the one before, in one step.
            ///
            /// # Panics
            ///
            /// Panics outside a model.
            #[track_caller]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                $from(self.raw().swap($to(value), order))
            }

            /// Stores `new` if the value is `current`; returns the value that was there.
            ///
            /// # Errors
            ///
            /// The value that was there, if it was another.
            ///
            /// # Panics
            ///
            /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let values = ($to(current), $to(new));
                self.raw()
                    .compare_exchange(values, (success, failure), false)
                    .map($from)
                    .map_err($from)
            }

            /// The same, but it may fail spuriously, although the value is `current`: the search tries both. It does
            /// so at most once for each thread in an execution, because otherwise a retry loop would never end.
            ///
            /// # Errors
            ///
            /// The value that was there.
            ///
            /// # Panics
            ///
            /// Panics if `failure` is `Release` or `AcqRel`, and outside a model.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let values = ($to(current), $to(new));
                self.raw()
                    .compare_exchange(values, (success, failure), true)
                    .map($from)
                    .map_err($from)
            }

            /// Loads, computes and tries to store, until it succeeds or `f` returns `None`.
            ///
            /// # Errors
            ///
            /// The value for which `f` returned `None`.
            ///
            /// # Panics
            ///
            /// Panics outside a model.
            #[track_caller]
            pub fn fetch_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                let mut old = self.load(fetch_order);
                while let Some(new) = f(old) {
                    match self.compare_exchange_weak(old, new, set_order, fetch_order) {
                        done @ Ok(_) => return done,
                        Err(newer) => old = newer,
                    }
                }
                Err(old)
            }

            /// The same, under the name that std gave it later.
            ///
            /// # Errors
            ///
            /// The value for which `f` returned `None`.
            ///
            /// # Panics
            ///
            /// Panics outside a model.
            #[track_caller]
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                f: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                self.fetch_update(set_order, fetch_order, f)
            }

            /// Loads, computes and stores what `f` returns, again and again until no other thread has come between;
            /// returns the value before.
            ///
            /// # Panics
            ///
            /// Panics outside a model.
            #[track_caller]
            pub fn update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($value) -> $value,
            ) -> $value {
                match self.fetch_update(set_order, fetch_order, |old| Some(f(old))) {
                    Ok(old) | Err(old) => old,
                }
            }

            /// Consumes the atomic and returns its value.
            pub fn into_inner(self) -> $value {
                self.now()
            }

            #[doc = concat!("Std's `", stringify!($name), "::as_ptr` hands out a pointer to the value.")]
            ///
            /// # Panics
            ///
            /// Panics always: it cannot be modelled.
            #[track_caller]
            pub const fn as_ptr(&self) -> *mut $value {
                panic!(concat!(
                    "`",
                    stringify!($name),
                    "::as_ptr` cannot be modelled: the explorer would not see what is done through the pointer"
                ))
            }

            #[doc = concat!("Std's `", stringify!($name), "::from_ptr` takes a value elsewhere for an atomic.")]
            ///
            /// # Safety
            ///
            /// Always safe, because it always panics.
            ///
            /// # Panics
            ///
            /// Panics always: it cannot be modelled.
            #[track_caller]
            pub const unsafe fn from_ptr<'a>(_: *mut $value) -> &'a Self {
                panic!(concat!(
                    "`",
                    stringify!($name),
                    "::from_ptr` cannot be modelled: the explorer would not see what else is done to the value"
                ))
            }
        }

        impl $($of)* From<$value> for $name $($of)* {
            fn from(value: $value) -> Self {
                $name::new(value)
            }
        }

        impl $($of)* fmt::Debug for $name $($of)* {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.now().fmt(f)
            }
        }
    };
}
pub(super) use common;
