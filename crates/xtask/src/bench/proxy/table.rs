//! Samples, tables and goals, as they are printed.

use std::fmt;

/// What several rounds found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Samples(Vec<f64>);

impl Samples {
    pub(super) fn add(&mut self, sample: f64) {
        self.0.push(sample);
    }

    /// The middle one; of an even number the mean of both.
    pub(super) fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        match (sorted.get(half.wrapping_sub(1)), sorted.get(half)) {
            (Some(below), Some(above)) if sorted.len().is_multiple_of(2) => {
                f64::midpoint(*below, *above)
            }
            (_, Some(middle)) => *middle,
            _ => f64::NAN,
        }
    }

    /// Round by round, this one through that one: both saw the same weather.
    pub(super) fn over(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a / b).collect())
    }

    /// Round by round, this one less that one.
    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a - b).collect())
    }

    /// Median and, in brackets, the least and the most. No samples are there of connections that a server closed.
    pub(super) fn show(&self, digits: usize) -> String {
        if self.0.is_empty() {
            return "none kept".to_owned();
        }
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        format!(
            "{:.digits$} [{least:.digits$}–{most:.digits$}]",
            self.median()
        )
    }
}

impl FromIterator<f64> for Samples {
    fn from_iter<I: IntoIterator<Item = f64>>(samples: I) -> Self {
        Self(samples.into_iter().collect())
    }
}

/// Prints rows under a headline, each column as wide as it needs.
pub(super) fn print(title: &str, head: &[&str], rows: &[Vec<String>]) {
    let head: Vec<String> = head.iter().map(ToString::to_string).collect();
    let width = |column: usize| {
        rows.iter()
            .chain([&head])
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    println!("\n{title}");
    for row in [&head].into_iter().chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| match column {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        println!("  {}", cells.join("  ").trim_end());
    }
}

/// What was set out for, and what was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Goal {
    pub(super) what: String,
    pub(super) bound: Bound,
    pub(super) found: f64,
    pub(super) unit: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Goal {
    pub(super) fn at_least(
        what: impl Into<String>,
        wanted: f64,
        found: f64,
        unit: &'static str,
    ) -> Self {
        let (what, bound) = (what.into(), Bound::AtLeast(wanted));
        Self {
            what,
            bound,
            found,
            unit,
        }
    }

    pub(super) fn at_most(
        what: impl Into<String>,
        wanted: f64,
        found: f64,
        unit: &'static str,
    ) -> Self {
        let (what, bound) = (what.into(), Bound::AtMost(wanted));
        Self {
            what,
            bound,
            found,
            unit,
        }
    }

    /// What cannot be compared (a number that was not found) is not met.
    pub(super) fn is_met(&self) -> bool {
        match self.bound {
            Bound::AtLeast(wanted) => self.found >= wanted,
            Bound::AtMost(wanted) => self.found <= wanted,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, wanted) = match self.bound {
            Bound::AtLeast(wanted) => ("≥", wanted),
            Bound::AtMost(wanted) => ("≤", wanted),
        };
        let unit = self.unit;
        write!(
            f,
            "{}: {:.2}{unit}, goal {sign} {wanted:.2}{unit}: ",
            self.what, self.found
        )?;
        if self.is_met() {
            f.write_str("met")
        } else {
            write!(f, "MISSED by {:.2}{unit}", (self.found - wanted).abs())
        }
    }
}

/// Prints every goal with what came of it.
pub(super) fn print_goals(goals: &[Goal]) {
    let met = goals.iter().filter(|goal| goal.is_met()).count();
    println!("\nGoals: {met} of {} met", goals.len());
    for goal in goals {
        println!("  {goal}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_spread_of_rounds() {
        let samples: Samples = [3.0, 1.0, 2.0].into_iter().collect();
        assert_eq!(samples.show(1), "2.0 [1.0–3.0]");
        let even: Samples = [1.0, 2.0].into_iter().collect();
        assert_eq!(even.show(1), "1.5 [1.0–2.0]");
        assert_eq!(samples.over(&samples).show(0), "1 [1–1]");
        assert!(Samples::default().median().is_nan());
    }

    #[test]
    fn a_goal_is_met_or_missed_by_so_much() {
        let goal = Goal::at_most("delay", 1.0, 1.25, " ms");
        assert_eq!(
            goal.to_string(),
            "delay: 1.25 ms, goal ≤ 1.00 ms: MISSED by 0.25 ms"
        );
        assert!(Goal::at_least("rate", 0.8, 0.8, "").is_met());
        assert!(!Goal::at_least("rate", 0.8, f64::NAN, "").is_met());
    }
}
