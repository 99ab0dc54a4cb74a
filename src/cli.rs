//! Arguments become one call; results become exit codes.
