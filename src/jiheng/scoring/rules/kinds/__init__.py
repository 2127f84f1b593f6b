"""One rule kind a file, found by existing. The name of the file is the name of the kind."""
