//! The search over all cards.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Card, Place, Tables, Word, place_of};

/// The cards that fit a query, the best first; all of them, in their order, for an empty one.
///
/// A query is a few words, each of which has to occur in the card; or a region in any form, a scope,
/// a permission, a URL: the card of that comes first. Where no card has all of the words, those that
/// have the most of them are given.
#[must_use]
pub fn search<'t>(tables: &'t Tables, query: &str) -> Vec<&'t Card> {
    let query = query.trim();
    if query.is_empty() {
        return tables.cards.iter().collect();
    }
    let first = direct(tables, query);
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    let whole = fold(query);
    let mut hits: Vec<Hit<'_>> = tables
        .cards
        .iter()
        .map(|card| Hit::of(card, &whole, &words, &first))
        .filter(|hit| hit.score > 0)
        .collect();
    let most = hits.iter().map(|hit| hit.matched).max().unwrap_or(0);
    // A card that the query names counts as one that has it all.
    hits.retain(|hit| hit.matched == most || hit.named);
    crate::order::sort_by(&mut hits, |a, b| b.score.cmp(&a.score));
    hits.into_iter().map(|hit| hit.card).collect()
}

/// The ids of cards that the query names outright, the best first.
fn direct(tables: &Tables, query: &str) -> Vec<String> {
    let mut ids = Vec::new();
    match place_of(tables, query) {
        Some(Place::Region(region, _)) => ids.push(region.id()),
        Some(Place::Stranger(stranger)) => ids.push(alloc::format!("host/{}", stranger.domain)),
        None => {}
    }
    if let Some(word) = Word::of(tables, query).filter(Word::tells) {
        ids.extend(word.see);
    }
    ids
}

struct Hit<'t> {
    card: &'t Card,
    score: usize,
    /// How many words of the query it has.
    matched: usize,
    /// Whether the query names it outright.
    named: bool,
}

impl<'t> Hit<'t> {
    fn of(card: &'t Card, whole: &str, words: &[String], first: &[String]) -> Self {
        let place = first.iter().position(|id| *id == card.id);
        let mut named = place.map_or(0, |place| 1_000_usize.saturating_sub(place));
        if fold(&card.title) == whole {
            named += 500;
        }
        let fields = fields(card);
        let scores = words.iter().map(|word| score(card, &fields, word));
        let (mut total, mut matched) = (named, 0);
        for score in scores.filter(|score| *score > 0) {
            total += score;
            matched += 1;
        }
        Self {
            card,
            score: total,
            matched,
            named: place.is_some(),
        }
    }
}

/// The texts of a card and what a word in each of them is worth.
fn fields(card: &Card) -> Vec<(usize, String)> {
    let mut fields = Vec::from([
        (60, fold(&card.title)),
        (50, fold(&card.id)),
        (40, fold(&card.words)),
        (12, fold(&card.lead)),
    ]);
    for row in &card.rows {
        fields.push((15, fold(&row.value)));
        fields.push((6, fold(&row.name)));
    }
    for fact in &card.facts {
        fields.push((4, fold(&fact.text)));
    }
    fields
}

/// What one word is worth in a card: the best of its places, and half as much inside another word.
fn score(card: &Card, fields: &[(usize, String)], word: &str) -> usize {
    let name = card.id.split_once('/').map_or("", |(_, name)| name);
    if name.eq_ignore_ascii_case(word) || card.title.eq_ignore_ascii_case(word) {
        return 200;
    }
    let found = fields.iter().filter_map(|(worth, text)| {
        let begins = |at: usize| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|c| !c.is_alphanumeric())
        };
        let mut places = text.match_indices(word).map(|(at, _)| at);
        let first = places.next()?;
        Some(if begins(first) || places.any(begins) {
            *worth
        } else {
            worth / 2
        })
    });
    found.max().unwrap_or(0)
}

/// A text as it is compared: small letters, without the accents that names of places have.
fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        'ã' | 'á' | 'Ã' | 'Á' => 'a',
        'ü' | 'Ü' => 'u',
        '“' | '”' => '"',
        c => c.to_ascii_lowercase(),
    };
    text.chars().map(plain).collect()
}
