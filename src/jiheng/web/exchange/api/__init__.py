"""The interface for programs: what the pages do, as JSON, for the organisation whose token comes along."""
