//! refdesk: the request desk of a library's information-consulting department, in a terminal.
//!
//! The map of the code, from the ground up; a module may use those above it in this list and none below:
//!
//! - [`domain`] the trade's things and rules, plain data
//! - [`text`] wording in two languages, text safe to show, widths, pinyin and folding
//! - [`settings`] configuration files as typed settings
//! - [`biblio`] bibliographic records out of every export, and back; usable alone
//! - [`query`] the search language
//! - [`store`] the only code that knows SQL
//! - [`desk`] the use cases: every change is a command, every look a query
//! - [`intake`] what comes in and goes out as files
//! - [`demo`] believable content, made through commands
//! - [`tutor`] the lessons of a first morning
//! - [`keys`] the action table and the keymap
//! - [`app`] what the screen remembers and decides
//! - [`view`] draws it
//! - [`term`] the terminal and its signals
//! - [`run`] the loop
//! - [`cli`] arguments and exit codes

pub mod app;
pub mod biblio;
pub mod cli;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod intake;
pub mod keys;
pub mod query;
pub mod run;
pub mod settings;
pub mod store;
pub mod term;
pub mod text;
pub mod tutor;
pub mod view;
