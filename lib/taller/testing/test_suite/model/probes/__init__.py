"""Probes: what a check looks at, each without a test, a fixture or a threshold of its own.

::

    looked      a folder looked through once, by all of the next four         looked
    files       what the files of a folder say, as texts and as columns       files
    people      whom they name, by form, check digits and column              people
    known       whom of the client's own files they name, word by word        known
    secrets     keys, passwords and the client's salt                         secrets
    code        what would run when it is loaded                              code
    advisories  installed packages that are known to be faulty                advisories
    hostile     requests of somebody who means harm, byte by byte             hostile
    openapi     requests made from what a service says of itself              openapi
"""
