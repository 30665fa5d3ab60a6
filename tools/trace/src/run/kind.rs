//! The kinds of failure, and their names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Failure;

/// One list for everything that must know all kinds, so that none of it can be forgotten.
macro_rules! kinds {
    ($($(#[doc = $words:literal])+ $kind:ident = $name:literal,)+) => {
        /// How a run can fail.
        ///
        /// A `match` that names every kind stops compiling when the explorer learns another. That is the point: the
        /// runner and the book must say what they make of it.
        ///
        /// ```
        /// use trace::FailureKind;
        ///
        /// let kind: FailureKind = "lost_wakeup".parse().unwrap();
        /// assert_eq!(kind, FailureKind::LostWakeup);
        /// assert_eq!(kind.name(), "lost_wakeup");
        /// ```
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum FailureKind {
            $($(#[doc = $words])+ #[serde(rename = $name)] $kind,)+
        }

        impl FailureKind {
            /// Every kind.
            pub const ALL: &'static [FailureKind] = &[$(FailureKind::$kind),+];

            /// Its name in reports, in the JSON of a [`Failure`] and in the manifest of an exercise: `lost_wakeup`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(FailureKind::$kind => $name),+
                }
            }
        }

        impl Failure {
            /// The kind of this failure.
            pub const fn kind(&self) -> FailureKind {
                match self {
                    $(Failure::$kind { .. } => FailureKind::$kind),+
                }
            }
        }
    };
}

kinds! {
    /// The closure, or a thread it waits for, panicked.
    Assertion = "assertion",
    /// A thread panicked, and no thread joined it.
    UnjoinedPanic = "unjoined_panic",
    /// Two accesses to one cell, at least one of them a write, that nothing orders.
    DataRace = "data_race",
    /// No thread can continue.
    Deadlock = "deadlock",
    /// No thread can continue, and none is left to wake the sleeper.
    LostWakeup = "lost_wakeup",
    /// No thread can continue, and at least one spins, or does nothing but time out.
    Spin = "spin",
    /// The closure has returned, and a thread that was never joined has yet to do something.
    NeverJoined = "never_joined",
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for FailureKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        let known = FailureKind::ALL.iter().find(|kind| kind.name() == name);
        known.copied().ok_or_else(|| UnknownKind { name: name.to_owned() })
    }
}

/// No kind of failure has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind {
    name: String,
}

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<String> = FailureKind::ALL.iter().map(|kind| format!("`{kind}`")).collect();
        write!(f, "`{}` isn't a kind of failure; the kinds are {}", self.name, known.join(", "))
    }
}

impl std::error::Error for UnknownKind {}
