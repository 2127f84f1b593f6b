"""Complaints of the public: handed in without an account, handled inside, answered to whoever knows number and code."""
