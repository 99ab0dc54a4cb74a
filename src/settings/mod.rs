//! Configuration files as typed settings; an error names file, line, key and what is allowed.
