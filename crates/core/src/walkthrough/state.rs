//! What has been done of a checklist. Every text that comes in is masked.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::cases::Idp;
use super::checklist::{Checklist, Step};
use super::client::{Added, Client};
use super::evidence::{Judgement, Level, Reading, clients_of};
use super::mask::{Masked, masked};

/// One walk through a checklist.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Walk {
    /// What the walk is called: the caller's choice, unique among the caller's walks.
    pub name: String,
    /// The id of the checklist.
    pub checklist: String,
    /// The region's domain (`mypurecloud.ie`), or empty while it is not known.
    pub domain: String,
    /// The identity provider, once chosen.
    pub idp: Option<Idp>,
    /// When it was begun, in seconds since 1970.
    pub begun: i64,
    /// The OAuth clients that steps are walked for.
    pub clients: Vec<Client>,
    /// What is known of each step, and of each client in it. A step without a record is open.
    pub records: Vec<Record>,
}

/// What is known of one step, or of one client in a step.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Record {
    /// The id of the step.
    pub step: String,
    /// The key of the client; none for the step as a whole. Of a step per client the whole counts where it
    /// is not applicable, or where the walk has no client for it.
    pub client: Option<String>,
    /// How it stands.
    pub state: StepState,
    /// A note: why it is blocked, why it does not apply, anything.
    pub note: String,
    /// Who set the state.
    pub who: String,
    /// When, in seconds since 1970.
    pub when: i64,
    /// What the last evidence showed.
    pub verdict: Option<Verdict>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum StepState {
    /// Not done yet.
    #[default]
    Open,
    /// Done.
    Done,
    /// Does not apply here.
    NotApplicable,
    /// Cannot be done; the note says why.
    Blocked,
}

impl StepState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Done, Self::NotApplicable, Self::Blocked];

    /// The word in an export.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::NotApplicable => "not-applicable",
            Self::Blocked => "blocked",
        }
    }

    /// The label that a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotApplicable => "not applicable",
            other => other.word(),
        }
    }

    /// The state of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What evidence showed: the judgement, without what was pasted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    /// How good it is.
    pub level: Level,
    /// The outcome of the step that it is, or empty.
    pub outcome: String,
    /// What was found, in a sentence.
    pub says: String,
    /// What was read from the evidence: what a comparison looks at.
    pub readings: Vec<Reading>,
    /// When it was judged, in seconds since 1970.
    pub when: i64,
}

/// Why a state was not set.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SetFault {
    /// The walk is of another checklist.
    OtherChecklist,
    /// The checklist has no such step.
    NoSuchStep,
    /// The walk has no such client.
    NoSuchClient,
    /// The step is done once, and a client was named.
    NotPerClient,
    /// A blocked step needs a note that says why.
    NoteMissing,
}

impl SetFault {
    /// What a reader is told.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::OtherChecklist => "This walk is of another checklist.",
            Self::NoSuchStep => "The checklist has no such step.",
            Self::NoSuchClient => "The walk has no such client.",
            Self::NotPerClient => "This step is done once, not for each client.",
            Self::NoteMissing => "Say in the note what blocks it.",
        }
    }
}

impl Walk {
    /// A walk of that checklist on which nothing is done yet.
    #[must_use]
    pub fn new(name: &str, checklist: &Checklist, domain: &str, now: i64) -> Self {
        Self {
            name: masked(name).text,
            checklist: checklist.id.clone(),
            domain: masked(domain.trim()).text,
            begun: now,
            ..Self::default()
        }
    }

    /// What is known of a step, or of a client in it.
    #[must_use]
    pub fn record(&self, step: &str, client: Option<&str>) -> Option<&Record> {
        self.records
            .iter()
            .find(|record| record.step == step && record.client.as_deref() == client)
    }

    /// How a step stands, or a client in it.
    #[must_use]
    pub fn state(&self, step: &str, client: Option<&str>) -> StepState {
        self.record(step, client)
            .map_or(StepState::Open, |record| record.state)
    }

    /// The clients that a step is done for; none for a step that is done once. A client whose grant is
    /// not known is taken to be one of them.
    pub fn clients_in(&self, step: &Step) -> impl Iterator<Item = &Client> {
        self.clients.iter().filter(move |client| {
            step.per_client && (client.grant.is_empty() || step.is_for(&client.grant))
        })
    }

    /// The client of that key.
    #[must_use]
    pub fn client(&self, key: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.key == key)
    }

    /// Sets the state of a step, or of a client in it, with a note. `true` says that something that looks
    /// like a secret was masked in what was given.
    ///
    /// # Errors
    /// Where there is no such step or client, or a blocked step has no note. Nothing is changed then.
    pub fn set(
        &mut self,
        checklist: &Checklist,
        place: (&str, Option<&str>),
        state: StepState,
        note: &str,
        who: &str,
        now: i64,
    ) -> Result<bool, SetFault> {
        self.check(checklist, place)?;
        if state == StepState::Blocked && note.trim().is_empty() {
            return Err(SetFault::NoteMissing);
        }
        let (note, who) = (masked(note), masked(who));
        let found = note.found || who.found;
        self.update(place, |record| {
            record.state = state;
            record.note = note.text;
            record.who = who.text;
            record.when = now;
        });
        Ok(found)
    }

    /// Keeps what evidence showed for a step, or for a client in it: ticks it where the judgement is good,
    /// blocks it where the walk must stop, opens it again where a ticked one is not good any more. A note
    /// stays. Evidence that was not understood changes nothing.
    ///
    /// # Errors
    /// Where there is no such step or client. Nothing is changed then.
    pub fn keep(
        &mut self,
        checklist: &Checklist,
        place: (&str, Option<&str>),
        judgement: &Judgement,
        who: &str,
        now: i64,
    ) -> Result<(), SetFault> {
        self.check(checklist, place)?;
        if judgement.level == Level::Unread {
            return Ok(());
        }
        let verdict = Verdict {
            level: judgement.level,
            outcome: judgement.outcome.clone(),
            says: masked(&judgement.says).text,
            readings: judgement.readings.iter().map(Reading::kept).collect(),
            when: now,
        };
        let who = masked(who).text;
        self.update(place, |record| {
            match verdict.level {
                Level::Good | Level::Note => record.state = StepState::Done,
                Level::Stop => record.state = StepState::Blocked,
                // What was ticked and is not good any more is open again.
                Level::Bad | Level::Unread if record.state == StepState::Done => {
                    record.state = StepState::Open;
                }
                Level::Bad | Level::Unread => {}
            }
            record.who = who;
            record.when = now;
            record.verdict = Some(verdict);
        });
        Ok(())
    }

    /// Adds a client by name. A name that is there already, or is empty, adds nothing.
    pub fn add_client(&mut self, name: &str, grant: &str) -> Added {
        let name = masked(name.trim());
        let mut added = Added {
            masked: name.found,
            ..Added::default()
        };
        if name.text.is_empty() || self.clients.iter().any(|known| known.name == name.text) {
            return added;
        }
        let key = self.free_key();
        self.clients.push(Client {
            key: key.clone(),
            name: name.text,
            grant: masked(grant.trim()).text,
            ..Client::default()
        });
        added.new.push(key);
        added
    }

    /// Adds the clients that a pasted answer of `GET /api/v2/oauth/clients` lists: names, grants and
    /// states are read, nothing else is kept. None where the text is no such answer.
    pub fn add_clients(&mut self, pasted: &str) -> Option<Added> {
        let list = clients_of(pasted)?;
        let mut added = Added {
            more_pages: list.more_pages,
            masked: list.masked,
            ..Added::default()
        };
        for found in list.clients {
            let known = self.clients.iter_mut().find(|known| {
                known.id == found.id || (known.id.is_empty() && known.name == found.name)
            });
            if let Some(known) = known {
                // The key stays: records refer to it.
                let key = known.key.clone();
                *known = Client {
                    key: key.clone(),
                    ..found
                };
                added.updated.push(key);
            } else {
                added.new.push(found.key.clone());
                self.clients.push(found);
            }
        }
        Some(added)
    }

    /// Takes a client out of the walk, with what is known of it.
    pub fn remove_client(&mut self, key: &str) {
        self.clients.retain(|client| client.key != key);
        self.records
            .retain(|record| record.client.as_deref() != Some(key));
    }

    /// Gives the walk another name; says whether something was masked in it.
    pub fn rename(&mut self, name: &str) -> bool {
        let Masked { text, found } = masked(name);
        self.name = text;
        found
    }

    fn check(&self, checklist: &Checklist, place: (&str, Option<&str>)) -> Result<(), SetFault> {
        if self.checklist != checklist.id {
            return Err(SetFault::OtherChecklist);
        }
        let step = checklist.step(place.0).ok_or(SetFault::NoSuchStep)?;
        match place.1 {
            Some(_) if !step.per_client => Err(SetFault::NotPerClient),
            Some(key) if self.client(key).is_none() => Err(SetFault::NoSuchClient),
            _ => Ok(()),
        }
    }

    /// Changes a record, or a new one where there is none.
    fn update(&mut self, (step, client): (&str, Option<&str>), change: impl FnOnce(&mut Record)) {
        let known = self
            .records
            .iter_mut()
            .find(|record| record.step == step && record.client.as_deref() == client);
        if let Some(record) = known {
            change(record);
            return;
        }
        let mut record = Record {
            step: step.to_string(),
            client: client.map(ToString::to_string),
            ..Record::default()
        };
        change(&mut record);
        self.records.push(record);
    }

    fn free_key(&self) -> String {
        (1_usize..)
            .map(|n| format!("name-{n}"))
            .find(|key| self.client(key).is_none())
            .unwrap_or_default()
    }
}
