//! Links that are made.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::shared::{Section, SharedReport};
use super::{Fault, MOST, POLICY_PREFIX, REPORT_PREFIX, SendFault, check, policy_form, write};
use crate::jose::base64url;
use crate::policy::Policy;

/// The fragment for a report, from its `#` on.
///
/// # Errors
/// Where it would be too long, with what to leave out; where something in it looks like a token, a secret
/// or a key; and where it is none that [`shared`](super::shared) gives.
pub fn report_link(report: &SharedReport) -> Result<String, SendFault> {
    check::report(report).map_err(SendFault::Unfit)?;
    if let Some((at, like)) = check::secret(report) {
        return Err(SendFault::LooksSecret {
            at,
            like: like.to_string(),
        });
    }
    let link = link(REPORT_PREFIX, &write::report(report));
    if link.len() <= MOST {
        return Ok(link);
    }
    Err(SendFault::TooLong {
        length: link.len(),
        leave_out: savings(report, link.len()),
    })
}

/// The fragment for a policy, from its `#` on.
///
/// # Errors
/// Where something in it looks like a token, a secret or a key, or is out of its limits.
pub fn policy_link(policy: &Policy) -> Result<String, SendFault> {
    let json = write::policy(policy);
    policy_form::check(policy).map_err(SendFault::Unfit)?;
    if let Some((at, like)) = policy_form::secret(policy) {
        return Err(SendFault::LooksSecret {
            at,
            like: like.to_string(),
        });
    }
    let link = link(POLICY_PREFIX, &json);
    if link.len() <= MOST {
        return Ok(link);
    }
    Err(SendFault::TooLong {
        length: link.len(),
        leave_out: Vec::new(),
    })
}

fn link(prefix: &str, json: &str) -> String {
    format!("#{prefix}{}", base64url::encode(json.as_bytes()))
}

/// What leaving each section out would save, the most first.
fn savings(report: &SharedReport, length: usize) -> Vec<(Section, usize)> {
    let mut savings: Vec<(Section, usize)> = Section::CHOICES
        .into_iter()
        .filter_map(|section| {
            let without = link(REPORT_PREFIX, &write::report(&report.without(section)));
            let saved = length.saturating_sub(without.len());
            (saved > 0).then_some((section, saved))
        })
        .collect();
    crate::order::sort_by(&mut savings, |a, b| b.1.cmp(&a.1));
    savings
}

impl SendFault {
    /// What a person is told: found, expected, what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::TooLong { length, leave_out } => {
                let mut text = format!(
                    "The link would have {length} characters; chats and mail cut links beyond {MOST}."
                );
                if leave_out.is_empty() {
                    text.push_str(" Make it shorter, or send it as a file.");
                    return text;
                }
                text.push_str(" Leave something out, or send the report as a file: ");
                for (at, (section, saved)) in leave_out.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { "; " });
                    text.push_str(&format!("{} saves {saved}", section.title()));
                }
                text.push('.');
                text
            }
            Self::LooksSecret { at, like } => format!(
                "No link was made: {at} looks like {like}, and a link must not hold one. Mask it, or leave that part out."
            ),
            Self::Unfit(fault) => fault.message(),
        }
    }
}

impl Fault {
    /// What a person is told: found, expected, what to do.
    #[must_use]
    pub fn message(&self) -> String {
        let place = match self.at.as_str() {
            "" => String::new(),
            at => format!("At {at}: "),
        };
        format!(
            "{place}found {}; expected {}. {}",
            self.found, self.expected, self.todo
        )
    }
}

impl SharedReport {
    /// The same without a section. [`super::shared`] does so before anything is cut.
    #[must_use]
    pub fn without(&self, section: Section) -> Self {
        let mut report = self.clone();
        match section {
            Section::OtherArtefacts => report.keep_primary(),
            Section::Claims => report.artefacts.iter_mut().for_each(|a| a.claims.clear()),
            Section::MinorFindings => {
                report.findings.retain(|finding| !finding.is_minor());
                for artefact in &mut report.artefacts {
                    artefact.findings.retain(|finding| !finding.is_minor());
                }
            }
            Section::NextSteps => report
                .artefacts
                .iter_mut()
                .for_each(|a| a.next_steps.clear()),
            Section::Times => report.artefacts.iter_mut().for_each(|a| a.times.clear()),
            Section::Masked => report.masked.clear(),
            Section::Long => {}
        }
        if section != Section::Long && !report.left_out.contains(&section) {
            report.left_out.push(section);
            crate::order::sort(&mut report.left_out);
        }
        report
    }
}
