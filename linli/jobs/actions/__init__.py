"""What is done in jobs: rule, workflow, row, journal line in one transaction."""
