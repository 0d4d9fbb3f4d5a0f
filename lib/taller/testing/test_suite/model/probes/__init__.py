"""Probes: what a check looks at, each without a test, a fixture or a threshold of its own.

::

    files       what the files of a folder say, as texts and as columns       files
    people      whom they name, by form, check digits and column              people
    secrets     keys, passwords and the client's salt                         secrets
    code        what would run when it is loaded                              code
    advisories  installed packages that are known to be faulty                advisories
"""
