"""One project, one file: everything the workspace keeps of a dossier in one package with index and digests, and back from it."""
