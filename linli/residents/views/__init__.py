"""The pages of the register; each module is one matter."""
