"""Train, package and score the shipped Dutch pipeline; a training-time tool, not needed to run."""
