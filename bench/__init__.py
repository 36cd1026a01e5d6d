"""Speed, measured against a floor, a peer or another size in the same run: `make bench`; docs/speed.md tells results."""
