# What the notebook deployment says.
