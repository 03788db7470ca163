//! The page: signals in, views out. No parsing and no rules; those are in `claimlens-core`.
//!
//! `state` holds what is known, `inspection` fills it from the paste box, `actions` says what a click
//! or a key does, `components` show it, `view_model` turns a report into what they show, `markup` is
//! the view type they are made of, and `platform` is the only touch of the browser.
//! `views` are those that a first answer does without; `later` loads them. `pages` are those besides Inspect,
//! `checking` is the panel of keys and what it gives, `sharing` the ways to hand a report on, `house` what whoever runs
//! the site has set.

pub mod actions;
mod app;
pub mod checking;
pub mod components;
pub mod house;
pub mod inspection;
pub mod later;
pub mod markup;
pub mod pages;
pub mod platform;
mod sharing;
pub mod state;
pub mod view_model;
pub mod views;

pub use app::start;
