//! The program's door: everything else lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(refdesk::cli::run(std::env::args_os()))
}
