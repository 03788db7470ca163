//! What a link holds of a report: plain text and plain words.

use alloc::string::String;
use alloc::vec::Vec;

use crate::lint;
use crate::redaction::Class;
use crate::report::{Kind, PolicyState, Severity, SignatureState, StructureState, TimeState, Word};

/// A redacted report as a link holds it. Where it came by a link, nobody vouches for a word of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SharedReport {
    /// When the link was made, in seconds since 1970.
    pub made: i64,
    /// The moment the report was made for, in seconds since 1970.
    pub now: i64,
    /// The version of the program that made it: `0.3.0`.
    pub by: String,
    /// Which artefact a reader most likely comes for: an index.
    pub primary: Option<usize>,
    /// What was found.
    pub artefacts: Vec<SharedArtefact>,
    /// Findings about the paste as a whole.
    pub findings: Vec<SharedFinding>,
    /// What was masked.
    pub masked: Vec<SharedMasked>,
    /// What the sender left out, or what was cut to a limit.
    pub left_out: Vec<Section>,
}

/// One artefact.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedArtefact {
    /// What it is.
    pub kind: Kind,
    /// What it is, in words.
    pub title: String,
    /// The artefact this one was found inside: an index, always a smaller one.
    pub parent: Option<usize>,
    /// The answer in a sentence or two.
    pub lead: String,
    /// What follows from it.
    pub rest: String,
    /// The structure.
    pub structure: SharedVerdict<StructureState>,
    /// The signature. There is no state that says it was checked.
    pub signature: SharedVerdict<SignatureState>,
    /// The time.
    pub time: SharedVerdict<TimeState>,
    /// The policy.
    pub policy: SharedVerdict<PolicyState>,
    /// What to do next: sentences. Lines to copy are not sent.
    pub next_steps: Vec<String>,
    /// What was noticed.
    pub findings: Vec<SharedFinding>,
    /// Header parameters and claims, a line each, members inside others with their path.
    pub claims: Vec<SharedRow>,
    /// The moments it names.
    pub times: Vec<SharedTime>,
}

/// A verdict: its state, and the sender's reason. The label is this program's: [`SharedVerdict::label`].
#[derive(Clone, Debug, PartialEq)]
pub struct SharedVerdict<S> {
    /// The state.
    pub state: S,
    /// Why, in the sender's words.
    pub detail: String,
}

/// A finding: code, severity and message are the sender's.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedFinding {
    /// The rule's code: lower-case words joined by dots.
    pub code: String,
    /// How much it matters, the sender says.
    pub severity: Severity,
    /// What it is about; may be empty.
    pub subject: String,
    /// The sender's sentence.
    pub message: String,
    /// What to do, by this program's own rule of that code; empty where it knows none.
    pub help: &'static str,
    /// Where it is written, likewise.
    pub reference: &'static str,
}

/// A line of a claims table.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SharedRow {
    /// The part it stands in: `header`, `payload`.
    pub part: String,
    /// The name; with its path inside others: `address.locality`.
    pub name: String,
    /// The value, as a person reads it.
    pub value: String,
}

/// A moment.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SharedTime {
    /// The claim's name.
    pub name: String,
    /// Seconds since 1970, where it could be read. The text for it is made where it is shown.
    pub seconds: Option<i64>,
}

/// Something that was masked before it was sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SharedMasked {
    /// The artefact: an index.
    pub artefact: usize,
    /// Where.
    pub path: String,
    /// What it is.
    pub class: Class,
}

/// What a sender may leave out so that a link gets shorter.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Section {
    /// All artefacts but the one a reader most likely comes for, and those it lies inside.
    OtherArtefacts,
    /// The claims table.
    Claims,
    /// Findings that are advice or information.
    MinorFindings,
    /// What to do next.
    NextSteps,
    /// The moments.
    Times,
    /// The list of what was masked.
    Masked,
    /// Values and lists beyond the limits, which are cut without being asked.
    Long,
}

impl Section {
    /// Those a sender can choose.
    pub const CHOICES: [Self; 6] = [
        Self::OtherArtefacts,
        Self::Claims,
        Self::MinorFindings,
        Self::NextSteps,
        Self::Times,
        Self::Masked,
    ];

    /// Its stable word: `claims`.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.word()
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::OtherArtefacts => "Everything but the main artefact",
            Self::Claims => "The claims table",
            Self::MinorFindings => "Advice and information among the findings",
            Self::NextSteps => "What to do next",
            Self::Times => "The moments",
            Self::Masked => "The list of what was masked",
            Self::Long => "What is longer than a link can hold",
        }
    }
}

impl Word for Section {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::OtherArtefacts, "artefacts"),
        (Self::Claims, "claims"),
        (Self::MinorFindings, "minor"),
        (Self::NextSteps, "next"),
        (Self::Times, "times"),
        (Self::Masked, "masked"),
        (Self::Long, "long"),
    ];

    fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(section, _)| *section == self)
            .map_or("", |(_, word)| word)
    }
}

impl SharedFinding {
    /// A finding of that code, with what this program's own rule of it says to do.
    pub(super) fn of(code: &str) -> Self {
        let rule = lint::rules().find(|rule| rule.code == code);
        Self {
            code: String::from(code),
            severity: Severity::Info,
            subject: String::new(),
            message: String::new(),
            help: rule.map_or("", |rule| rule.help),
            reference: rule.map_or("", |rule| rule.reference),
        }
    }

    /// Whether it is advice or information.
    pub(super) fn is_minor(&self) -> bool {
        matches!(self.severity, Severity::Advice | Severity::Info)
    }
}

impl SharedReport {
    /// Drops all artefacts but the main one and those it lies inside.
    pub(super) fn keep_primary(&mut self) {
        let Some(primary) = self.primary else { return };
        let mut taken = Vec::from([primary]);
        let mut at = primary;
        while let Some(parent) = self.artefacts.get(at).and_then(|artefact| artefact.parent)
            && parent < at
        {
            taken.insert(0, parent);
            at = parent;
        }
        let place = |index: usize| taken.iter().position(|taken| *taken == index);
        let mut index = 0_usize;
        self.artefacts.retain(|_| {
            index = index.saturating_add(1);
            place(index.saturating_sub(1)).is_some()
        });
        for artefact in &mut self.artefacts {
            artefact.parent = artefact.parent.and_then(place);
        }
        self.masked.retain_mut(|masked| {
            let at = place(masked.artefact);
            masked.artefact = at.unwrap_or_default();
            at.is_some()
        });
        self.primary = place(primary);
    }
}

impl SharedVerdict<StructureState> {
    /// The state in two or three words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.state {
            StructureState::WellFormed => "Well-formed",
            StructureState::Deviates => "Deviates",
            StructureState::Damaged => "Damaged",
            StructureState::Decoded => "Decoded only",
            StructureState::Recognised => "Recognised",
            StructureState::Unknown => "Unknown",
        }
    }
}

impl SharedVerdict<SignatureState> {
    /// The state in two or three words. None says that a signature was checked: nobody here did.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.state {
            SignatureState::NotChecked => "Not checked",
            SignatureState::Unsecured => "Unsigned",
            SignatureState::Missing => "Missing",
            SignatureState::NotApplicable => "Not applicable",
        }
    }
}

impl SharedVerdict<TimeState> {
    /// The state in two or three words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.state {
            TimeState::Current => "Current",
            TimeState::ExpiresSoon => "Expires soon",
            TimeState::WithinLeeway => "Within leeway",
            TimeState::Expired => "Expired",
            TimeState::NotYetValid => "Not yet valid",
            TimeState::Unreadable => "Not a NumericDate",
            TimeState::NoExpiry => "No expiry",
            TimeState::Unknown => "Cannot be seen",
            TimeState::NotApplicable => "Not applicable",
        }
    }
}

impl SharedVerdict<PolicyState> {
    /// The state in two or three words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self.state {
            PolicyState::NotSet => "Not set",
            PolicyState::Met => "Met",
            PolicyState::NotMet => "Not met",
            PolicyState::Undecided => "Undecided",
            PolicyState::NotApplicable => "Not applicable",
        }
    }
}
