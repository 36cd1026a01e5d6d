"""What jobs reads, always from the actor."""
