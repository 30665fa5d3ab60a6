//! The list of implementations, as an exercise writes it down.

/// Makes a test of each group of implementations.
///
/// - `test`: the learner's function.
/// - `make`: a macro that is given the name of an implementation's module, and defines a function of the same name: what
///   the learner's function is handed. It is the place for the `impl` that the implementation lacks.
/// - `right NAME = PATH;`, `decoy NAME = PATH;`, `wrong NAME = PATH, WORDS;`: the file, from the folder of the caller's,
///   becomes the module `NAME`. After the name there may be a colon and a type, `NAME: TYPE = PATH;`, for `make` to use:
///   implementations that come from two exercises have types of two names.
#[macro_export]
macro_rules! lineup {
    (
        test = $test:path;
        make = $make:ident;
        $(fn $group:ident() {
            $($role:ident $name:ident $(: $type:ident)? = $path:literal $(, $words:literal)?;)+
        })+
    ) => {
        $($(
            #[path = $path]
            #[allow(dead_code, clippy::all, clippy::undocumented_unsafe_blocks)]
            mod $name;

            $make!($name $(: $type)?);
        )+)+

        fn ask(group: &'static str) {
            $crate::Lineup::new(
                $crate::home!(module_path!(), $($group)+),
                $test,
                &[$($($crate::Candidate {
                    group: stringify!($group),
                    name: stringify!($name),
                    role: $crate::role!($role $($words)?),
                    new: $name,
                },)+)+],
            )
            .check(group);
        }

        $(
            #[test]
            fn $group() {
                ask(stringify!($group));
            }
        )+
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! role {
    (right) => {
        $crate::Role::Right
    };
    (decoy) => {
        $crate::Role::Decoy
    };
    (wrong $words:literal) => {
        $crate::Role::Wrong($words)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! home {
    ($module:expr, $first:ident $($rest:ident)*) => {
        concat!($module, "::", stringify!($first))
    };
}
