//! What the page knows, and the signals that say when it changed.

use claimlens_core::Context;
use claimlens_core::knowledge::{self, Knowledge};
use claimlens_core::policy::Policy;
use claimlens_core::report::{Artefact, Report};
use claimlens_core::span::Span;
use leptos::prelude::*;

use crate::markup::{Node, Words};
use crate::platform::{clock, dom};
use crate::view_model::marks;
use crate::view_model::pasted::Pasted;
use crate::view_model::states;

/// What the page knows. The data lies beside the signals: a report is large, and what is shown of it
/// is read where it lies.
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
    /// What was cleared, for as long as it can be brought back, and the number of the clearing.
    pub cleared: Option<(u32, String)>,
    /// What was loaded after the page, or that it could not be; none while it is on its way.
    pub knowledge: Option<&'static Knowledge>,
    /// Grows with every input: work for an older one sees that it is no longer wanted.
    pub input: u32,
}

/// The state of the page: a handle, cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct State {
    data: StoredValue<Data>,
    /// Changes when there is another report.
    pub inspected: RwSignal<u32>,
    /// Changes when the input is to be coloured: a little after the report.
    pub coloured: RwSignal<u32>,
    /// Changes when the same report was judged again, for another moment or policy.
    pub judged: RwSignal<u32>,
    /// Which artefact is shown.
    pub selected: RwSignal<usize>,
    /// The bytes of the claim under the pointer, the focus or the caret.
    pub lit: RwSignal<Option<Span>>,
    /// What was unfolded: values by their path, lists by their name.
    pub opened: RwSignal<Vec<String>>,
    /// Whether the raw JSON is shown.
    pub raw: RwSignal<bool>,
    /// What the claims and scopes are filtered by.
    pub filter: RwSignal<String>,
    /// The current second.
    pub now: RwSignal<i64>,
    /// What is to be known about the input: large, read with replacement.
    pub note: RwSignal<String>,
    /// What is being done, while it takes long.
    pub progress: RwSignal<String>,
    /// Whether a clear can be undone.
    pub undo: RwSignal<bool>,
    /// The list of this build's files, as it was fetched.
    pub build: RwSignal<String>,
}

impl State {
    /// The state of a page that was just opened.
    #[must_use]
    pub fn new() -> Self {
        Self {
            data: StoredValue::new(Data::default()),
            inspected: RwSignal::new(0),
            coloured: RwSignal::new(0),
            judged: RwSignal::new(0),
            selected: RwSignal::new(0),
            lit: RwSignal::new(None),
            opened: RwSignal::new(Vec::new()),
            raw: RwSignal::new(false),
            filter: RwSignal::new(String::new()),
            now: RwSignal::new(clock::now()),
            note: RwSignal::new(String::new()),
            progress: RwSignal::new(String::new()),
            undo: RwSignal::new(false),
            build: RwSignal::new(String::new()),
        }
    }

    /// Reads the data without following it.
    pub fn read<T>(self, read: impl FnOnce(&Data) -> T) -> Option<T> {
        self.data.try_with_value(read)
    }

    /// Changes the data; says nothing to the views.
    pub fn write<T>(self, write: impl FnOnce(&mut Data) -> T) -> Option<T> {
        self.data.try_update_value(write)
    }

    /// What an inspection needs besides the text.
    #[must_use]
    pub fn context(self) -> Context {
        Context {
            now: clock::now(),
            policy: self.read(|data| data.policy.clone()).unwrap_or_default(),
            knowledge: self.knowledge().unwrap_or(&knowledge::AWAITED),
        }
    }

    /// What was loaded after the page, or that it could not be; none while it is on its way.
    #[must_use]
    pub fn knowledge(self) -> Option<&'static Knowledge> {
        self.read(|data| data.knowledge).flatten()
    }

    /// Notes a new input, by which everything older is out of date; gives its number.
    #[must_use]
    pub fn next_input(self) -> u32 {
        self.write(|data| {
            data.input = data.input.wrapping_add(1);
            data.input
        })
        .unwrap_or_default()
    }

    /// Whether that input is still the newest.
    #[must_use]
    pub fn is_newest(self, input: u32) -> bool {
        self.read(|data| data.input == input).unwrap_or_default()
    }

    /// Shows a text and the report about it; no report for an empty text.
    pub fn show(self, pasted: Pasted, report: Option<Report>) {
        let primary = report.as_ref().and_then(|report| report.primary);
        let several = report.as_ref().map_or(0, |report| report.artefacts.len());
        let before = self.write(|data| {
            data.pasted = pasted;
            let old = data.report.take().map_or(0, |old| old.artefacts.len());
            data.report = report;
            old
        });
        // Someone who edits a paste of several keeps the one they look at.
        if before != Some(several) || several < 2 {
            renew(self.selected, primary.unwrap_or_default());
            renew(self.opened, Vec::new());
            renew(self.filter, String::new());
            dom::set_value("filter", "");
        }
        renew(self.lit, None);
        renew(self.progress, String::new());
        self.bump(self.inspected);
        self.colour_soon();
        self.announce_soon();
    }

    /// Shows a new report about the same text: what was chosen, unfolded and filtered stays.
    pub fn show_again(self, report: Report) {
        let primary = report.primary;
        let before = self.write(|data| data.report.replace(report));
        // What looked most telling may be another artefact, now that all could be read.
        let before = before.flatten().and_then(|before| before.primary);
        if before != primary {
            self.selected.set(primary.unwrap_or_default());
        }
        self.bump(self.inspected);
        self.announce_soon();
        self.colour_soon();
    }

    /// Has the input coloured: a second layout of the whole text, which the answer does not wait for.
    /// A short text has its colours in the same frame as the answer, a longer one in the frame after.
    fn colour_soon(self) {
        let (length, input) = self
            .read(|data| (data.pasted.text().len(), data.input))
            .unwrap_or_default();
        let colour = move || {
            if self.is_newest(input) {
                self.bump(self.coloured);
            }
        };
        if length <= marks::WITH_THE_ANSWER {
            clock::with_next_frame(colour);
        } else {
            clock::with_next_frame(move || clock::later(0, colour));
        }
    }

    /// Judges the report again for this moment and the policy as it is now.
    pub fn judge(self) {
        let context = self.context();
        let judged = self.write(|data| {
            if let Some(report) = &mut data.report {
                claimlens_core::judge_all(report, &context);
            }
        });
        if judged.is_some() {
            self.bump(self.judged);
        }
    }

    /// Moves the clock on. Verdicts are judged again only when one may have turned, and once a minute
    /// for the words that name the time since.
    pub fn tick(self) {
        let now = clock::now();
        self.now.set(now);
        let due = self.read(|data| {
            let report = data.report.as_ref()?;
            let turn = states::next_turn(report, data.policy.leeway);
            Some(turn.is_some_and(|turn| turn <= now) || now.abs_diff(report.now) >= 60)
        });
        if due.flatten() == Some(true) {
            self.judge();
        }
    }

    fn bump(self, counter: RwSignal<u32>) {
        counter.update(|count| *count = count.wrapping_add(1));
    }

    /// Says the headline to screen readers once the typing has paused.
    fn announce_soon(self) {
        let input = self.read(|data| data.input).unwrap_or_default();
        clock::later(800, move || {
            if self.is_newest(input) {
                let lead = self.read(|data| {
                    let artefact = artefact_of(data, self.selected.try_get_untracked()?)?;
                    Some(artefact.headline.lead.clone())
                });
                self.say(lead.flatten().unwrap_or_default());
            }
        });
    }

    /// Says something to screen readers.
    pub fn say(self, words: impl Into<Words>) {
        dom::set_text("said", &words.into());
    }

    /// A view of the report and the artefact shown, that follows reports, judgements and the choice.
    pub fn view(self, view: impl Fn(&Report, &Artefact) -> Node) -> Node {
        self.judged.track();
        self.content(view)
    }

    /// The same for what no judgement changes: it follows reports and the choice.
    pub fn content(self, view: impl Fn(&Report, &Artefact) -> Node) -> Node {
        self.content_by(&view)
    }

    // One copy for all views.
    fn content_by(self, view: &dyn Fn(&Report, &Artefact) -> Node) -> Node {
        self.inspected.track();
        let selected = self.selected.try_get().unwrap_or_default();
        self.read(|data| {
            let report = data.report.as_ref()?;
            Some(view(report, artefact_of(data, selected)?))
        })
        .flatten()
        .unwrap_or(Node::Nothing)
    }

    /// Whether something was unfolded; follows what is.
    #[must_use]
    pub fn is_open(self, name: &str) -> bool {
        self.opened
            .try_with(|opened| opened.iter().any(|other| other == name))
            .unwrap_or_default()
    }

    /// Whether the box holds the very text that was inspected, so that places in it can be shown.
    #[must_use]
    pub fn is_linked(self) -> bool {
        self.read(|data| !data.excerpt).unwrap_or_default()
    }

    /// Whether the input is short enough to be coloured.
    #[must_use]
    pub fn is_coloured(self) -> bool {
        self.read(|data| !data.excerpt && data.pasted.text().len() <= marks::COLOURED)
            .unwrap_or_default()
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets a signal to what it may be already: then nothing that follows it runs.
pub fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old == value) != Some(true) {
        signal.set(value);
    }
}

fn artefact_of(data: &Data, selected: usize) -> Option<&Artefact> {
    data.report.as_ref()?.artefacts.get(selected)
}
