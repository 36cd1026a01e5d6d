"""Open311 GeoReport v2: released appeals for everybody to read, and a way in for programs that have a key."""
