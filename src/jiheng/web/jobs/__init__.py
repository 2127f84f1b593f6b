"""Long work in the background: leases, heartbeats, progress, retries."""
