//! What the page knows, and the signals that say when it changed.
//!
//! The data lies in one place and the signals carry none of it: a signal with a payload is compiled once
//! more for every type of payload, and a report is read where it lies.

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use claimlens_core::Context;
use claimlens_core::genesys::Tables;
use claimlens_core::knowledge::{self, Knowledge};
use claimlens_core::policy::Policy;
use claimlens_core::report::{Artefact, Report};
use claimlens_core::span::Span;
use leptos::prelude::{ArcTrigger, Notify, Track};

use crate::markup::{Node, Words};
use crate::platform::{clock, dom};
use crate::view_model::pasted::Pasted;
use crate::view_model::states;
use crate::views::Views;

/// What the page knows.
#[derive(Debug, Default)]
pub struct Data {
    /// The text that was inspected.
    pub pasted: Pasted,
    /// The report about it; none while nothing was pasted.
    pub report: Option<Report>,
    /// What the person expects of a token.
    pub policy: Policy,
    /// Whether the box shows only a part of the text.
    pub excerpt: bool,
    /// A text that waits for what is loaded after the page.
    pub waiting: Option<String>,
    /// What was cleared, for as long as it can be brought back, and the number of the clearing.
    pub cleared: Option<(u32, String)>,
    /// The knowledge that was loaded after the page, or that it could not be; none while it is on its way.
    pub knowledge: Option<&'static Knowledge>,
    /// The reference data, once it was fetched.
    pub tables: Option<&'static Tables>,
    /// The views and actions that were loaded after the page; none before, and where they could not be.
    pub views: Option<&'static Views>,
    /// Grows with every input: work for an older one sees that it is no longer wanted.
    pub input: u32,
    /// Which artefact is shown.
    pub selected: usize,
    /// The bytes of the claim under the pointer, the focus or the caret.
    pub lit: Option<Span>,
    /// What was unfolded: values by their path, lists by their name.
    pub opened: Vec<String>,
    /// Whether the raw JSON is shown.
    pub raw: bool,
    /// What the claims and scopes are filtered by.
    pub filter: String,
    /// The current second.
    pub now: i64,
    /// What is to be known about the input: large, read with replacement.
    pub note: String,
    /// What is being done, while it takes long.
    pub progress: String,
    /// The list of this build's files, as it was fetched.
    pub build: String,
}

/// What a view can follow: a part of the data that changes by itself.
#[derive(Clone, Copy, Debug)]
pub enum Topic {
    /// There is another report.
    Inspected,
    /// The input is to be coloured: a little after the report.
    Coloured,
    /// The same report was judged again, for another moment or policy.
    Judged,
    /// Another artefact is shown.
    Selected,
    /// Another claim is lit up.
    Lit,
    /// Something was unfolded.
    Opened,
    /// The raw JSON was asked for, or no longer.
    Raw,
    /// There is another filter.
    Filter,
    /// A second has passed.
    Now,
    /// The note about the input, or whether a clear can be undone.
    Note,
    /// The words about what takes long.
    Progress,
    /// The list of this build's files.
    Build,
    /// What is loaded after the page is there, or could not be loaded.
    Arrived,
}

const TOPICS: usize = 13;

#[derive(Debug)]
struct Page {
    data: RwLock<Data>,
    topics: [ArcTrigger; TOPICS],
}

/// The state of the page: a handle, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct State(&'static Page);

impl State {
    /// The state of a page that was just opened. It lives as long as its tab.
    #[must_use]
    pub fn new() -> Self {
        let data = Data {
            now: clock::now(),
            ..Data::default()
        };
        Self(Box::leak(Box::new(Page {
            data: RwLock::new(data),
            topics: std::array::from_fn(|_| ArcTrigger::new()),
        })))
    }

    // One copy each, not one a closure.
    #[inline(never)]
    fn data(self) -> RwLockReadGuard<'static, Data> {
        self.0.data.read().unwrap_or_else(PoisonError::into_inner)
    }

    #[inline(never)]
    fn data_mut(self) -> RwLockWriteGuard<'static, Data> {
        self.0.data.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the data without following it.
    pub fn read<T>(self, read: impl FnOnce(&Data) -> T) -> T {
        read(&self.data())
    }

    /// Changes the data; says nothing to the views. `write` must not ask this state for anything.
    pub fn write<T>(self, write: impl FnOnce(&mut Data) -> T) -> T {
        write(&mut self.data_mut())
    }

    /// Changes the data and tells those who follow it.
    pub fn change(self, topic: Topic, write: impl FnOnce(&mut Data)) {
        self.write(write);
        self.tell(topic);
    }

    /// Has the view that is being made run again when that changes.
    #[inline(never)]
    pub fn follow(self, topic: Topic) {
        if let Some(signal) = self.0.topics.get(topic as usize) {
            signal.track();
        }
    }

    /// Tells those who follow it that something changed.
    #[inline(never)]
    pub fn tell(self, topic: Topic) {
        if let Some(signal) = self.0.topics.get(topic as usize) {
            signal.notify();
        }
    }

    /// What an inspection needs besides the text.
    #[must_use]
    pub fn context(self) -> Context {
        let data = self.data();
        Context {
            now: clock::now(),
            policy: data.policy.clone(),
            knowledge: data.knowledge.unwrap_or(&knowledge::AWAITED),
            tables: data.tables,
        }
    }

    /// The views and actions that were loaded after the page, once they are there.
    #[must_use]
    pub fn views(self) -> Option<&'static Views> {
        self.data().views
    }

    /// Whether what is loaded after the page is still on its way.
    #[must_use]
    pub fn is_awaiting(self) -> bool {
        self.data().knowledge.is_none()
    }

    /// Notes a new input, by which everything older is out of date; gives its number.
    #[must_use]
    pub fn next_input(self) -> u32 {
        let mut data = self.data_mut();
        data.waiting = None;
        data.input = data.input.wrapping_add(1);
        data.input
    }

    /// Whether that input is still the newest.
    #[must_use]
    pub fn is_newest(self, input: u32) -> bool {
        self.data().input == input
    }

    /// Shows a text and the report about it; no report for an empty text.
    pub fn show(self, pasted: Pasted, report: Option<Report>) {
        let several = report.as_ref().map_or(0, |report| report.artefacts.len());
        let mut data = self.data_mut();
        let before = data.report.as_ref().map_or(0, |old| old.artefacts.len());
        // Someone who edits a paste of several keeps the one they look at.
        let afresh = before != several || several < 2;
        if afresh {
            data.selected = report
                .as_ref()
                .and_then(|report| report.primary)
                .unwrap_or_default();
            data.opened.clear();
            data.filter.clear();
        }
        data.pasted = pasted;
        data.report = report;
        data.lit = None;
        drop(data);
        if afresh {
            dom::set_value("filter", "");
        }
        self.set_progress(String::new());
        self.shown();
    }

    /// Shows a new report about the same text: what was chosen, unfolded and filtered stays.
    pub fn show_again(self, report: Report) {
        let mut data = self.data_mut();
        let primary = report.primary;
        let before = data.report.replace(report).and_then(|old| old.primary);
        // What looked most telling may be another artefact, now that all could be read.
        if before != primary {
            data.selected = primary.unwrap_or_default();
        }
        drop(data);
        self.shown();
    }

    // Whatever shows a report follows `Inspected`, and reads the rest anew with it.
    fn shown(self) {
        self.tell(Topic::Inspected);
        if let Some(views) = self.views() {
            (views.shown)(self);
        }
        self.announce_soon();
    }

    /// Judges the report again for this moment and the policy as it is now.
    pub fn judge(self) {
        let context = self.context();
        if let Some(report) = &mut self.data_mut().report {
            claimlens_core::judge_all(report, &context);
        }
        self.tell(Topic::Judged);
    }

    /// Moves the clock on. Verdicts are judged again only when one may have turned, and once a minute
    /// for the words that name the time since.
    pub fn tick(self) {
        let now = clock::now();
        self.change(Topic::Now, |data| data.now = now);
        let due = self.read(|data| {
            let Some(report) = &data.report else {
                return false;
            };
            let turn = states::next_turn(report, data.policy.leeway);
            turn.is_some_and(|turn| turn <= now) || now.abs_diff(report.now) >= 60
        });
        if due {
            self.judge();
        }
    }

    /// The current second; follows it.
    #[must_use]
    pub fn now(self) -> i64 {
        self.follow(Topic::Now);
        self.data().now
    }

    /// Notes what is to be known about the input.
    pub fn set_note(self, words: String) {
        self.write(|data| data.note = words);
        self.tell(Topic::Note);
    }

    /// Says what is being done, while it takes long; empty when it is done.
    pub fn set_progress(self, words: String) {
        if self.data().progress != words {
            self.write(|data| data.progress = words);
            self.tell(Topic::Progress);
        }
    }

    /// Says the headline to screen readers once the typing has paused.
    fn announce_soon(self) {
        let input = self.data().input;
        clock::later(800, move || {
            if self.is_newest(input) {
                let lead = self.read(|data| Some(artefact_of(data)?.headline.lead.clone()));
                self.say(lead.unwrap_or_default());
            }
        });
    }

    /// Says something to screen readers.
    pub fn say(self, words: impl Into<Words>) {
        dom::set_text("said", &words.into());
    }

    /// A view of the report and the artefact shown, that follows reports, judgements and the choice.
    pub fn view(self, view: impl Fn(&Report, &Artefact) -> Node) -> Node {
        self.follow(Topic::Judged);
        self.content_by(&view)
    }

    /// The same for what no judgement changes: it follows reports and the choice.
    pub fn content(self, view: impl Fn(&Report, &Artefact) -> Node) -> Node {
        self.content_by(&view)
    }

    // One copy for all views.
    fn content_by(self, view: &dyn Fn(&Report, &Artefact) -> Node) -> Node {
        self.follow(Topic::Inspected);
        self.follow(Topic::Selected);
        let data = self.data();
        match (&data.report, artefact_of(&data)) {
            (Some(report), Some(artefact)) => view(report, artefact),
            _ => Node::Nothing,
        }
    }

    /// Whether something was unfolded; follows what is.
    #[must_use]
    pub fn is_open(self, name: &str) -> bool {
        self.follow(Topic::Opened);
        self.data().opened.iter().any(|other| other == name)
    }

    /// Whether the box holds the very text that was inspected, so that places in it can be shown.
    #[must_use]
    pub fn is_linked(self) -> bool {
        !self.data().excerpt
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// The artefact shown.
#[must_use]
pub fn artefact_of(data: &Data) -> Option<&Artefact> {
    data.report.as_ref()?.artefacts.get(data.selected)
}
