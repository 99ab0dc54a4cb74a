//! What comes in and goes out as files: tables read, ledgers brought in, files kept with requests,
//! everything given out again, messages as letters. It writes to the store through the desk alone.

pub mod backup;
pub mod export;
pub mod files;
pub mod ledger;
pub mod letter;
pub mod order;
pub mod source;
pub mod table;
pub mod tray;
