//! The trade's things and rules as plain data. No I/O, no clock, no randomness, no terminal, no SQL:
//! the moment, new ids and the person who acts are arguments.

pub mod absence;
pub mod calendar;
pub mod channel;
pub mod client;
pub mod due;
pub mod field;
pub mod handover;
pub mod heard;
pub mod id;
pub mod names;
pub mod opened;
pub mod permission;
pub mod personal;
pub mod product;
pub mod refusal;
pub mod request;
pub mod retention;
pub mod run;
pub mod script;
pub mod sentence;
pub mod service;
pub mod staff;
pub mod state_secret;
pub mod status;
pub mod talk;
pub mod template;
pub mod trace;

pub use absence::Absence;
pub use calendar::Calendar;
pub use channel::Channel;
pub use client::{Client, ClientKind};
pub use field::FieldDef;
pub use handover::Handover;
pub use id::*;
pub use names::{Lang, Names};
pub use product::Product;
pub use refusal::Refusal;
pub use request::Request;
pub use run::SearchRun;
pub use sentence::{Arg, Sentence};
pub use service::ServiceDef;
pub use staff::{Role, Roles, Staff};
pub use status::Status;
pub use talk::Talk;
pub use trace::{Trace, Traced};
