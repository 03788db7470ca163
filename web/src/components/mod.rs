//! What the page is made of, one component a file. A component is a function from the state to a view.

pub mod backdrop;
pub mod build_files;
pub mod citation;
pub mod claims_table;
pub mod empty;
pub mod findings;
pub mod headline;
pub mod input_tools;
pub mod next_steps;
pub mod part;
pub mod parts;
pub mod policy_panel;
pub mod raw_json;
pub mod report;
pub mod scopes;
pub mod tabs;
pub mod theme_switch;
pub mod timeline;
pub mod verdict_bar;
