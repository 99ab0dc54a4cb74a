//! The use cases: every change to records is a command, every look a query.
