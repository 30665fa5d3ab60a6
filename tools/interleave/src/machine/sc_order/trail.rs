//! The accesses to one variable, as far as they matter for the single order of `SeqCst` operations.

use crate::machine::clock::Clock;
use crate::machine::sc_order::Event;

/// The accesses to one variable. Its lists hold only what can change an answer.
#[derive(Default)]
pub(super) struct Trail {
    lanes: Vec<Lane>,
    /// By stage, for each thread: the last `SeqCst` operation that an access of that stage, or of an earlier one,
    /// speaks for. An access speaks for itself, and for the fences that happen before it.
    spoken_for: Vec<(u64, Clock)>,
}

/// The accesses of one thread: their stages only grow.
#[derive(Default)]
struct Lane {
    /// When the thread came to which stage.
    stages: Vec<(u32, u64)>,
    /// By stage: the first of its `SeqCst` operations there.
    strong: Vec<(u64, u32)>,
}

impl Trail {
    /// Notes an access, with its rank among the thread's `SeqCst` operations, if it is one.
    pub(super) fn add(&mut self, event: &Event, rank: u32, speaks_for: &Clock) {
        if self.lanes.len() <= event.thread {
            self.lanes.resize_with(event.thread + 1, Lane::default);
        }
        let (lane, stage) = (&mut self.lanes[event.thread], event.stage());
        if lane.stages.last().is_none_or(|(_, last)| *last < stage) {
            lane.stages.push((event.time(), stage));
        }
        if rank > 0 && lane.strong.last().is_none_or(|(last, _)| *last < stage) {
            lane.strong.push((stage, rank));
        }
        self.speak(stage, speaks_for);
    }

    fn speak(&mut self, stage: u64, speaks_for: &Clock) {
        let mut index = self.spoken_for.partition_point(|(other, _)| *other <= stage);
        let before = index.checked_sub(1).map(|before| self.spoken_for[before]);
        let all = before.map_or(Clock::default(), |(_, all)| all);
        if speaks_for.is_within(&all) {
            return;
        }
        if before.is_none_or(|(other, _)| other < stage) {
            self.spoken_for.insert(index, (stage, all));
            index += 1;
        }
        let first = index - 1;
        for (_, later) in &mut self.spoken_for[first..] {
            if speaks_for.is_within(later) {
                break;
            }
            later.join(speaks_for);
        }
    }

    /// What the accesses of all stages before this one speak for.
    pub(super) fn spoken_for(&self, stage: u64) -> Clock {
        let count = self.spoken_for.partition_point(|(other, _)| *other < stage);
        count.checked_sub(1).map_or(Clock::default(), |last| self.spoken_for[last].1)
    }

    pub(super) fn last_stage(&self) -> u64 {
        self.lanes.iter().filter_map(|lane| Some(lane.stages.last()?.1)).max().unwrap_or(0)
    }

    /// The last stage of an access that has happened by then.
    pub(super) fn stage_known_to(&self, clock: &Clock) -> Option<u64> {
        let known = self.lanes.iter().enumerate().filter_map(|(thread, lane)| {
            let count = lane.stages.partition_point(|(time, _)| *time <= clock.of(thread));
            Some(lane.stages[count.checked_sub(1)?].1)
        });
        known.max()
    }

    /// For each thread that came to a later stage: it, its first `SeqCst` operation there, and when it came.
    pub(super) fn first_after(
        &self,
        stage: u64,
    ) -> impl Iterator<Item = (usize, Option<u32>, u32)> {
        self.lanes.iter().enumerate().filter_map(move |(thread, lane)| {
            let first = lane.stages.partition_point(|(_, other)| *other <= stage);
            let (time, _) = lane.stages.get(first)?;
            let strong = lane.strong.partition_point(|(other, _)| *other <= stage);
            Some((thread, lane.strong.get(strong).map(|(_, rank)| *rank), *time))
        })
    }
}
