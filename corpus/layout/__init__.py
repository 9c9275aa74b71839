"""Words to lines to blocks in reading order, each with a role."""
