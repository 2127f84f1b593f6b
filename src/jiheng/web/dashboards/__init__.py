"""Charts over years, departments and kinds, each with its table."""
