# What monitoring says: figures by day, what changed, what to do.
