# What the probes say of what they are given.

advisories-absent = there is no such file or folder; give the export of a database of advisories, or leave `advisories` out
advisories-unreadable = is neither a report of pip-audit or osv-scanner (JSON) nor an export of OSV; write one with: pip-audit --format json
