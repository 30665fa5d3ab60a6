//! A step in a few words: `balance.load → 0`.

use crate::render::words::action;
use crate::run::{Operation, Step, Trace};

impl Step {
    /// The step in a few words: `balance.load → 0`.
    pub fn label(&self, trace: &Trace) -> String {
        let what = action(trace, self);
        let target = self.target.map_or("", |thread| trace.threads[thread].name.as_str());
        let read = self.read.as_deref().unwrap_or("?");
        let wrote = self.wrote.as_deref().unwrap_or("?");
        let time = self.time.as_deref();
        use Operation::*;
        match self.operation {
            Spawn => format!("spawn {target}"),
            Join => format!("join {target}"),
            Unpark => format!("unpark {target}"),
            IsFinished => format!("{target}.is_finished → {read}"),
            Fence => format!("fence {}", self.ordering.as_deref().unwrap_or_default()),
            Load => format!("{what} → {read}"),
            Store => format!("{what} {wrote}"),
            Swap | FetchAdd | FetchSub | FetchAnd | FetchNand | FetchOr | FetchXor | FetchMax
            | FetchMin | FetchPtrAdd | FetchPtrSub | FetchByteAdd | FetchByteSub
            | CompareExchange | CompareExchangeWeak | Clone | Drop | CellRead | CellWrite
            | Park | Yield => match (&self.read, &self.wrote) {
                (Some(read), Some(wrote)) => format!("{what} {read} → {wrote}"),
                // A count that is only read.
                (Some(read), None) => format!("{what} → {read}"),
                (None, _) => what,
            },
            CompareExchangeFailed | CompareExchangeWeakFailed | FailedSpuriously => {
                format!("{what} fails: {read}")
            }
            Lock | TryLock | Unlock | ReadLock | TryReadLock | WriteLock | TryWriteLock
            | Downgrade | IsPoisoned | ClearPoison | Borrow | BorrowMut | BarrierWait
            | OnceFound | OnceWait | IsCompleted | OnceGet | OnceSet | Send | TrySend | Recv
            | TryRecv | DropSender | DropReceiver => self.with_its_value(what),
            RecvTimeout => match time {
                Some(time) => format!("{what} {time}"),
                None => self.with_its_value(what),
            },
            TryLockFailed | TryReadLockFailed | TryWriteLockFailed | BorrowFailed
            | BorrowMutFailed | OncePoisoned | OnceSetFailed | SendFailed | TrySendFailed
            | RecvFailed | TryRecvFailed | RecvTimeoutFailed => format!("{what} fails"),
            OnceGetFailed => format!("{what} → None"),
            UnlockPoisoned => format!("{what} poisons"),
            BarrierOpen => format!("{what} opens"),
            OnceStart => format!("{what} begins"),
            OncePoison => format!("{what} panics"),
            OnceFinish | BarrierLeave | SendEnds | BorrowEnds => {
                let wrote = self.wrote.as_ref().map(|value| format!(" with {value}"));
                format!("{what} ends{}", wrote.unwrap_or_default())
            }
            RecvWait => format!("{what} …"),
            Wait | WaitTimeout => time.map_or(what.clone(), |time| format!("{what} {time}")),
            ParkTimeout => format!("{what} {}", time.unwrap_or("ends")),
            Sleep => format!("{what} {}", time.unwrap_or_default()),
            Now => format!("{what} → {}", time.unwrap_or_default()),
            TimedOut => match (time, self.object) {
                (Some(time), _) => format!("sleep {time} is over"),
                (None, Some(_)) => format!("{} times out", self.slept_on(trace)),
                (None, None) => "park times out".into(),
            },
            WokeSpuriously => format!("{} ends for no reason", self.slept_on(trace)),
            FutexWait => {
                let (expected, found) = (self.expected.as_deref(), self.read.as_deref());
                let what = format!("{what}({})", expected.unwrap_or("?"));
                match found.filter(|_| found != expected) {
                    Some(found) => format!("{what} returns: {found}"),
                    None => what,
                }
            }
            NotifyOne | NotifyAll | FutexWakeOne | FutexWakeAll => self.whom_it_woke(trace, &what),
        }
    }

    /// Adds what the step found in the object, or else what it left there, if that can be shown.
    fn with_its_value(&self, what: String) -> String {
        match (&self.read, &self.wrote) {
            (Some(read), _) => format!("{what} → {read}"),
            (None, Some(wrote)) => format!("{what} {wrote}"),
            (None, None) => what,
        }
    }

    fn whom_it_woke(&self, trace: &Trace, what: &str) -> String {
        let name = |&thread: &usize| trace.threads[thread].name.clone();
        let woke: Vec<String> = self.woke.iter().flatten().map(name).collect();
        match woke.split_last() {
            None => format!("{what} → wakes none"),
            Some((one, [])) => format!("{what} → wakes {one}"),
            Some((last, more)) => format!("{what} → wakes {} and {last}", more.join(", ")),
        }
    }

    /// The wait that this step ends.
    fn slept_on(&self, trace: &Trace) -> String {
        match self.object.map(|object| &trace.objects[object]) {
            Some(object) if object.kind == "Receiver" => format!("{}.recv_timeout", object.name),
            Some(object) => format!("{}.wait", object.name),
            None => "park".into(),
        }
    }
}
